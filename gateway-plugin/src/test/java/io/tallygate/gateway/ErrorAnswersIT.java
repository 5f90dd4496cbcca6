package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configured answers to each cause of a failure, through a real gateway: clients get them, history has a failure. */
class ErrorAnswersIT {

    private static final String ROUTES = "spring.cloud.gateway.server.webflux.routes";

    /** A node has so long to answer where a test wants it to take too long; elsewhere as long as it likes. */
    private static final String SHORT = ".metadata.response-timeout=500";

    private static final ClosedPort closed = ClosedPort.take();
    private static TestRedis redis;
    private static Upstream node;
    private static TestGateway gateway;

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
                        "tallygate.errors.connect.status=502",
                        "tallygate.errors.connect.content-type=text/html;charset=utf-8",
                        "tallygate.errors.connect.body=<p>größer</p>",
                        "tallygate.errors.timeout.body={\"late\":true}",
                        "tallygate.errors.reset.status=200",
                        "tallygate.errors.reset.content-type=text/plain",
                        "tallygate.errors.reset.body=sorry",
                        "tallygate.errors.no-instance.status=404",
                        "tallygate.errors.no-instance.content-type=application/json",
                        "tallygate.errors.node-offline.status=302",
                        "tallygate.errors.gateway.status=599",
                        ROUTES + "[0].id=own",
                        ROUTES + "[0].uri=lb://nobody",
                        ROUTES + "[0].predicates[0]=Path=/own/**",
                        ROUTES + "[1].id=failing",
                        ROUTES + "[1].uri=lb://any",
                        ROUTES + "[1].predicates[0]=BalancingRule=boom",
                        ROUTES + "[1].filters[0]=SetPath=/{nobody-sets-this}",
                        ROUTES + "[2].id=retrying",
                        ROUTES + "[2].uri=lb://any",
                        ROUTES + "[2].predicates[0]=BalancingRule=retried",
                        ROUTES + "[2].filters[0]=Retry=2",
                        ROUTES + "[2]" + SHORT,
                        ROUTES + "[3].id=hanging",
                        ROUTES + "[3].uri=lb://any",
                        ROUTES + "[3].predicates[0]=BalancingRule=timeout",
                        ROUTES + "[3]" + SHORT,
                        ROUTES + "[4].id=all",
                        ROUTES + "[4].uri=lb://any",
                        ROUTES + "[4].predicates[0]=BalancingRule="));
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
        node.close();
        closed.close();
        redis.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refused|x|connect|down/gone|502|text/html;charset=utf-8|<p>größer</p>",
                "timeout|hang|timeout|order/a|504|application/problem+json|{\"late\":true}",
                "status-204|headers|reset|order/a|200|text/plain|sorry",
                "offline|x|node-offline|order/-|302|application/problem+json|{\"title\":\"Found\",\"status\":302,"
                        + "\"detail\":\"node \\\"no-such-node\\\" of service \\\"order\\\" is not known to discovery\","
                        + "\"cause\":\"node-offline\"}",
                "boom|x|gateway|order/-|599|application/problem+json|{\"title\":\"Failure\",\"status\":599,"
                        + "\"detail\":\"the gateway failed on a request for service \\\"order\\\"\","
                        + "\"cause\":\"gateway\"}"
            })
    void answersAsConfiguredAndCountsAFailure(
            String rule, String path, String cause, String at, int status, String type, String body) {
        HttpResponse<String> answer = Client.get(gateway.url() + "/" + rule + "/" + path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().map()).doesNotContainKeys("content-encoding", "etag", "transfer-encoding");
        assertThat(answer.body()).isEqualTo(body);
        eventually(() -> gateway.history().rule(rule), Map.of("failure", 1L, cause, 1L, at, 1L));
    }

    @Test
    void answersAConnectionBrokenOffBeforeTheAnswer() {
        assertThat(Client.get(gateway.url() + "/reset/reset").body()).isEqualTo("sorry");
        eventually(() -> gateway.history().rule("reset"), Map.of("failure", 1L, "reset", 1L, "order/a", 1L));
    }

    @Test
    void leavesAnAnswerThatHasBegun() {
        assertThat(Client.status(gateway.url() + "/broken/break")).isEqualTo(-1);
        eventually(() -> gateway.history().rule("broken"), Map.of("failure", 1L, "reset", 1L, "order/a", 1L));
    }

    @Test
    void leavesTheAnswerOfANode() {
        assertThat(Client.get(gateway.url() + "/status-503/status/503").body()).isEmpty();
        eventually(() -> gateway.history().rule("status-503"), Map.of("failure", 1L, "status", 1L, "order/a", 1L));
    }

    @Test
    void leavesTheUsersOwnRoutes() {
        HttpResponse<String> answer = Client.get(gateway.url() + "/own/x");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"path\":\"/own/x\"");
        eventually(() -> gateway.history().route("own"), Map.of("failure", 1L, "no-instance", 1L, "nobody/-", 1L));
    }

    @Test
    void answersOnlyWhenRetriesHaveFailed() {
        long before = node.requests();

        assertThat(Client.status(gateway.url() + "/retried/hang")).isEqualTo(504);

        eventually(node::requests, before + 3);
        eventually(() -> gateway.history().rule("retried"), Map.of("failure", 1L, "timeout", 1L, "order/a", 1L));
    }

    @Test
    void keepsTheConnectionAfterABodyThatNobodyReadAndAHead() throws IOException {
        byte[] body = "x".repeat(300_000).getBytes(StandardCharsets.US_ASCII);
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            client.setSoTimeout(30_000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 0; i < 3; i++) {
                OutputStream out = client.getOutputStream();
                out.write(("POST /nobody/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                out.write("HEAD /nobody/x HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                int length = headers(in);
                assertThat(length).isPositive();
                String problem = new String(readExactly(in, length));
                assertThat(problem).startsWith("{").endsWith("\"cause\":\"no-instance\"}");
                assertThat(headers(in)).as("of the HEAD request").isEqualTo(length);
            }
        }
        eventually(() -> gateway.history().rule("nobody"), Map.of("failure", 6L, "no-instance", 6L, "nobody/-", 6L));
    }

    /** Reads the status line, which must be a 404, and the headers; gives the Content-Length. */
    private static int headers(BufferedReader in) throws IOException {
        assertThat(in.readLine()).startsWith("HTTP/1.1 404");
        int length = -1;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        return length;
    }

    private static char[] readExactly(BufferedReader in, int length) throws IOException {
        char[] chars = new char[length];
        for (int read = 0; read < length; ) {
            int more = in.read(chars, read, length - read);
            assertThat(more).isPositive();
            read += more;
        }
        return chars;
    }
}
