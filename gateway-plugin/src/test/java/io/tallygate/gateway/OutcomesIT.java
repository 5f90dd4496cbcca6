package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way a request can end, through a real gateway: its outcome, its cause, and the attempts at nodes. */
class OutcomesIT {

    private static TestRedis redis;
    private static Upstream node;
    private static TestGateway gateway;
    private static final ClosedPort closed = ClosedPort.take();

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        node = Upstream.start("a");
        gateway = TestGateway.start(
                redis.port(),
                all(
                        Stream.concat(
                                        service("order", node).stream(),
                                        OutcomeRules.properties(closed.number()).stream())
                                .toList(),
                        "spring.cloud.gateway.server.webflux.httpclient.response-timeout=2s"));
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
        node.close();
        closed.close();
        redis.close();
    }

    @ParameterizedTest
    @CsvSource({"302,success", "404,success", "204,success"})
    void countsWhatWasAnsweredAsSuccess(int status, String outcome) {
        String rule = "status-" + status;
        assertThat(Client.status(gateway.url() + "/" + rule + "/status/" + status))
                .isEqualTo(status);
        eventually(() -> gateway.history().rule(rule), Map.of(outcome, 1L, "order/a", 1L));
    }

    @Test
    void countsAServerErrorAsFailureByStatus() {
        assertThat(Client.status(gateway.url() + "/status-503/status/503")).isEqualTo(503);
        eventually(() -> gateway.history().rule("status-503"), Map.of("failure", 1L, "status", 1L, "order/a", 1L));
    }

    @Test
    void countsARefusedConnection() {
        assertThat(Client.status(gateway.url() + "/refused/x")).isEqualTo(500);
        eventually(() -> gateway.history().rule("refused"), Map.of("failure", 1L, "connect", 1L, "down/gone", 1L));
        eventually(() -> gateway.history().node("down", "gone"), Map.of("failure", 1L, "connect", 1L));
    }

    @Test
    void countsAResponseTimeout() {
        assertThat(Client.status(gateway.url() + "/timeout/hang")).isEqualTo(504);
        eventually(() -> gateway.history().rule("timeout"), Map.of("failure", 1L, "timeout", 1L, "order/a", 1L));
    }

    @Test
    void countsAnAnswerThatBreaksOffInsideItsBody() {
        assertThat(Client.status(gateway.url() + "/broken/break")).isEqualTo(-1);
        eventually(() -> gateway.history().rule("broken"), Map.of("failure", 1L, "reset", 1L, "order/a", 1L));
    }

    @Test
    void countsAConnectionBrokenOffBeforeTheAnswer() {
        assertThat(Client.status(gateway.url() + "/reset/reset")).isEqualTo(500);
        eventually(() -> gateway.history().rule("reset"), Map.of("failure", 1L, "reset", 1L, "order/a", 1L));
    }

    @Test
    void countsAClientThatHangsUpBeforeTheAnswer() throws IOException {
        try (Socket client = Client.open(gateway.port(), "/impatient/slow")) {
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }
        eventually(() -> gateway.history().rule("impatient"), Map.of("cancelled", 1L, "order/a", 1L));
    }

    @Test
    void countsAnswersThatEndTheirConnection() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertThat(Client.getAndClose(gateway.port(), "/closing/x")).startsWith("HTTP/1.1 200");
            assertThat(Client.getAndClose(gateway.port(), "/closing/status/204"))
                    .startsWith("HTTP/1.1 204");
        }
        eventually(() -> gateway.history().rule("closing"), Map.of("success", 200L, "order/a", 200L));
    }

    @Test
    void countsAnswersWhoseClientHangsUpWithTheLastByte() throws IOException {
        for (int i = 0; i < 300; i++) {
            assertThat(Client.getAndHangUp(gateway.port(), "/prompt/x")).startsWith("HTTP/1.1 200");
        }
        eventually(() -> gateway.history().rule("prompt"), Map.of("success", 300L, "order/a", 300L));
    }

    @Test
    void countsAServiceWithoutAnInstance() {
        assertProblem(
                Client.get(gateway.url() + "/nobody/x"),
                "no-instance",
                "service \\\"nobody\\\" has no instance that is online");
        eventually(() -> gateway.history().rule("nobody"), Map.of("failure", 1L, "no-instance", 1L, "nobody/-", 1L));
    }

    @Test
    void countsANodeThatIsNotThere() {
        assertProblem(
                Client.get(gateway.url() + "/offline/x"),
                "node-offline",
                "node \\\"no-such-node\\\" of service \\\"order\\\" is not known to discovery");
        eventually(() -> gateway.history().rule("offline"), Map.of("failure", 1L, "node-offline", 1L, "order/-", 1L));
    }

    private static void assertProblem(HttpResponse<String> answer, String cause, String detail) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"" + detail
                        + "\",\"cause\":\"" + cause + "\"}");
    }

    @Test
    void countsAnEventStreamAtItsHeaders() throws IOException {
        try (Socket client = Client.open(gateway.port(), "/events/events")) {
            assertThat(client.getInputStream().read()).isEqualTo('H');
            eventually(() -> gateway.history().rule("events"), Map.of("success", 1L, "order/a", 1L));
        }
        eventually(() -> gateway.history().rule("events"), Map.of("success", 1L, "order/a", 1L));
    }
}
