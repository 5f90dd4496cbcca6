package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.balance.body.SkippedBodies.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies that come slowly, for ever, or not to their end: they are streamed, and wait for nobody. */
class SlowBodiesIT {

    private static BodyGateway gateway;

    @BeforeAll
    static void startGateway() {
        gateway = new BodyGateway();
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
    }

    @Test
    void routesASlowBodyWithoutBodyRulesAndStreamsIt() {
        long before = gateway.skipped(Reason.SLOW);
        try (RawClient client = RawClient.open(gateway.port())) {
            client.post("/plain/stream", "text/plain").chunk("first");
            assertThat(client.await("first")).contains("200 OK").containsIgnoringCase("X-Upstream: plain");
            assertThat(gateway.skipped(Reason.SLOW)).isEqualTo(before + 1);
            client.chunk("gold");
            client.await("gold");
            client.chunk("last").end();
            client.await("last");
            client.await("0\r\n\r\n");
        }
    }

    @Test
    void streamsABodyThatGoesBeyondTheLimitAtOnce() {
        long slow = gateway.skipped(Reason.SLOW);
        String beginning = "x".repeat(BodyGateway.MAX_BYTES) + "begun";
        try (RawClient client = RawClient.open(gateway.port())) {
            client.post("/plain/stream", "text/plain").chunk(beginning);
            client.await("begun");
            for (int i = 0; i < 50; i++) {
                client.chunk("piece " + i);
                client.await("piece " + i);
            }
            client.end().await("0\r\n\r\n");
        }
        assertThat(gateway.skipped(Reason.SLOW)).isEqualTo(slow);
    }

    @Test
    void letsAGrpcStreamTalkBothWays() {
        long slow = gateway.skipped(Reason.SLOW);
        long mediaType = gateway.skipped(Reason.MEDIA_TYPE);
        try (RawClient client = RawClient.open(gateway.port())) {
            client.post("/plain/stream", "application/grpc").chunk("question 1");
            client.await("question 1");
            client.chunk("question 2");
            client.await("question 2");
            client.end().await("0\r\n\r\n");
        }
        assertThat(gateway.skipped(Reason.SLOW)).isEqualTo(slow);
        assertThat(gateway.skipped(Reason.MEDIA_TYPE)).isEqualTo(mediaType + 1);
    }

    @Test
    void keepsTheConnectionWhereNobodyTakesTheRest() {
        try (RawClient client = RawClient.open(gateway.port())) {
            client.post("/nowhere", "text/plain").chunk("first");
            client.await("404 Not Found");
            client.await("}");
            client.chunk("second").end();
            client.post("/plain/echo", "text/plain").chunk("gold").end();
            assertThat(client.await("gold\r\n")).contains("200 OK").containsIgnoringCase("X-Upstream: gold");
        }
    }

    @Test
    void survivesAClientThatBreaksOffWhileItsBodyIsRead() {
        long before = gateway.skipped(Reason.BROKEN);
        long cancelled = cancelled();
        try (RawClient client = RawClient.open(gateway.port())) {
            client.post("/plain/echo", "text/plain").chunk("go");
        }
        eventually(() -> gateway.skipped(Reason.BROKEN), before + 1);
        eventually(SlowBodiesIT::cancelled, cancelled + 1);
    }

    @Test
    void survivesAClientThatBreaksOffWhileItsBodyIsStreamed() {
        long cancelled = cancelled();
        try (RawClient client = RawClient.open(gateway.port())) {
            client.post("/plain/stream", "text/plain").chunk("first");
            client.await("first");
        }
        eventually(SlowBodiesIT::cancelled, cancelled + 1);
    }

    private static long cancelled() {
        return gateway.history().route("plain").getOrDefault("cancelled", 0L);
    }
}
