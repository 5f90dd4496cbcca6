package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.balance.body.SkippedBodies.Reason;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/** Which bodies a rule is matched on, and that all of them arrive as they were sent. */
class BodiesIT {

    private static BodyGateway gateway;

    @BeforeAll
    static void startGateway() {
        gateway = new BodyGateway();
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
    }

    private static BodyPublisher chunked(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Which upstream answered; it got what was sent. */
    private static String takenBy(BodyPublisher publisher, String body, String... headers) {
        HttpResponse<String> response = Client.post(gateway.url() + "/plain/echo", publisher, headers);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body);
        return response.headers().firstValue("X-Upstream").orElseThrow();
    }

    /** A body with the word, as long as said. */
    private static String gold(int length) {
        return "gold" + "x".repeat(length - 4);
    }

    private static String takenBy(String body, String... headers) {
        return takenBy(chunked(body), body, headers);
    }

    @Test
    void matchesOnAChunkedBody() {
        assertThat(takenBy(gold(10), "Content-Type", "application/json")).isEqualTo("gold");
        assertThat(takenBy("{}", "Content-Type", "application/json")).isEqualTo("plain");
    }

    @Test
    void matchesOnABodyWithALength() {
        String body = gold(10);
        assertThat(takenBy(BodyPublishers.ofString(body), body, "Content-Type", "text/plain"))
                .isEqualTo("gold");
    }

    @Test
    void matchesOnABodyOfExactlyTheLimitAndSkipsALongerOne() {
        long before = gateway.skipped(Reason.TOO_LARGE);
        assertThat(takenBy(gold(BodyGateway.MAX_BYTES), "Content-Type", "text/plain"))
                .isEqualTo("gold");
        assertThat(gateway.skipped(Reason.TOO_LARGE)).isEqualTo(before);
        assertThat(takenBy(gold(BodyGateway.MAX_BYTES + 1), "Content-Type", "text/plain"))
                .isEqualTo("plain");
        assertThat(gateway.skipped(Reason.TOO_LARGE)).isEqualTo(before + 1);
        String longer = gold(500_000);
        assertThat(takenBy(longer, "Content-Type", "text/plain")).isEqualTo("plain");
        assertThat(takenBy(BodyPublishers.ofString(longer), longer, "Content-Type", "text/plain"))
                .isEqualTo("plain");
        assertThat(gateway.skipped(Reason.TOO_LARGE)).isEqualTo(before + 3);
    }

    @Test
    void skipsARequestWithoutABody() {
        long before = gateway.skipped(Reason.ABSENT);
        assertThat(Client.get(gateway.url() + "/plain/x").body()).isEqualTo("plain /x");
        assertThat(gateway.skipped(Reason.ABSENT)).isEqualTo(before + 1);
        assertThat(takenBy("", "Content-Type", "text/plain")).isEqualTo("plain");
        assertThat(gateway.skipped(Reason.ABSENT)).isEqualTo(before + 2);
    }

    @Test
    void skipsACompressedBody() {
        long before = gateway.skipped(Reason.ENCODED);
        assertThat(takenBy(gold(10), "Content-Type", "text/plain", "Content-Encoding", "gzip"))
                .isEqualTo("plain");
        assertThat(gateway.skipped(Reason.ENCODED)).isEqualTo(before + 1);
    }

    @Test
    void skipsAMultipartBody() {
        long before = gateway.skipped(Reason.MEDIA_TYPE);
        String body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ngold\r\n--x--\r\n";
        assertThat(takenBy(body, "Content-Type", "multipart/form-data; boundary=x"))
                .isEqualTo("plain");
        assertThat(gateway.skipped(Reason.MEDIA_TYPE)).isEqualTo(before + 1);
    }

    @Test
    void matchesOnABodyOfHttp2WithoutALength() {
        assertThat(overHttp2(Flux.just("{\"tier\":", "\"gold\"}"))).isEqualTo("gold {\"tier\":\"gold\"}");
        assertThat(overHttp2(Flux.just("{\"tier\":", "\"tin\"}"))).isEqualTo("plain {\"tier\":\"tin\"}");
        long before = gateway.skipped(Reason.ABSENT);
        assertThat(overHttp2(Flux.empty())).isEqualTo("plain ");
        assertThat(gateway.skipped(Reason.ABSENT)).isEqualTo(before + 1);
        String longer = gold(200_000);
        assertThat(overHttp2(Flux.just(longer))).isEqualTo("plain " + longer);
    }

    private static String overHttp2(Flux<String> body) {
        return HttpClient.newConnection()
                .protocol(HttpProtocol.H2C)
                .headers(headers -> headers.set("Content-Type", "application/json"))
                .post()
                .uri(gateway.url() + "/plain/echo")
                .send(ByteBufFlux.fromString(body))
                .responseSingle((response, content) -> content.asString()
                        .defaultIfEmpty("")
                        .map(text -> response.responseHeaders().get("X-Upstream") + " " + text))
                .switchIfEmpty(Mono.error(new IllegalStateException("no answer")))
                .block();
    }
}
