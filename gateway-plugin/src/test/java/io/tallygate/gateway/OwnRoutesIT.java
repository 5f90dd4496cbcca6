package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tallygate.TestRedis;
import io.tallygate.observe.TallygateHealthIndicator;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway without one rule counts its own routes, and what no route took. */
class OwnRoutesIT {

    private static final String ROUTES = "spring.cloud.gateway.server.webflux.routes";

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
                        service("order", node),
                        ROUTES + "[0].id=balanced",
                        ROUTES + "[0].uri=lb://order",
                        ROUTES + "[0].predicates[0]=Path=/balanced/**",
                        ROUTES + "[1].id=direct",
                        ROUTES + "[1].uri=" + node.url(),
                        ROUTES + "[1].predicates[0]=Path=/direct/**",
                        ROUTES + "[2].id=forwarding",
                        ROUTES + "[2].uri=forward:/direct/again",
                        ROUTES + "[2].predicates[0]=Path=/forward/**",
                        ROUTES + "[3].id=socket",
                        ROUTES + "[3].uri=lb://order",
                        ROUTES + "[3].predicates[0]=Path=/socket"));
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
        node.close();
        redis.close();
    }

    @Test
    void countsByRouteAndNode() {
        assertThat(Client.status(gateway.url() + "/balanced/x")).isEqualTo(200);
        eventually(() -> gateway.history().route("balanced"), Map.of("success", 1L, "order/a", 1L));
    }

    @Test
    void countsAPlainUrlUnderItsAuthority() {
        String authority = "127.0.0.1:" + node.port();
        assertThat(Client.status(gateway.url() + "/direct/x")).isEqualTo(200);
        eventually(() -> gateway.history().route("direct"), Map.of("success", 1L, "-/" + authority, 1L));
        eventually(() -> gateway.history().node("-", authority).get("success") >= 1L, true);
    }

    @Test
    void countsWhatIsForwardedOnceUnderItsFirstRoute() {
        assertThat(Client.status(gateway.url() + "/forward/x")).isEqualTo(200);
        eventually(() -> gateway.history().route("forwarding").get("success"), 1L);
    }

    @Test
    void countsWhatNoRouteTook() {
        assertThat(Client.status(gateway.url() + "/nowhere")).isEqualTo(404);
        eventually(
                () -> gateway.history().json("/overview").at("/unmatched/today").asLong() >= 1, true);
    }

    @Test
    void showsHealthAndMeters() {
        eventually(
                () -> gateway.context()
                        .getBean(TallygateHealthIndicator.class)
                        .health()
                        .getDetails()
                        .get("redis"),
                "reached");
        MeterRegistry registry = gateway.context().getBean(MeterRegistry.class);
        assertThat(registry.get("tallygate.counters").gauge().value()).isNotNegative();
        assertThat(registry.get("tallygate.body.skipped")
                        .tag("reason", "too-large")
                        .functionCounter()
                        .count())
                .isZero();
    }

    @Test
    void countsAWebSocketAtItsHandshake() throws IOException {
        try (Socket socket = Client.open(
                gateway.port(),
                "GET",
                "/socket",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "",
                "")) {
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
            eventually(() -> gateway.history().route("socket").get("success"), 1L);
        }
        eventually(() -> gateway.history().route("socket").get("success"), 1L);
    }
}
