package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A gateway that starts before its Redis. */
class RedisAwayIT {

    @Test
    void routesWithoutRedisAndPutsTheHitsIntoTheirWindowsWhenItComes() {
        try (TestRedis redis = TestRedis.stopped();
                Upstream node = Upstream.start("a");
                TestGateway gateway = TestGateway.start(
                        redis.port(),
                        all(
                                service("order", node),
                                "tallygate.rules[0].id=plain",
                                "tallygate.rules[0].strategy=api",
                                "tallygate.rules[0].match.path=/**",
                                "tallygate.rules[0].target.service=order"))) {
            Map<Instant, Long> sent = new TreeMap<>();
            // In the middle of a window, so that the outcome falls into the same one as the request.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        Instant now = Instant.now();
                        if (now.toEpochMilli() % 1000 > 300 && now.toEpochMilli() % 1000 < 500) {
                            assertThat(Client.status(gateway.url() + "/x")).isEqualTo(200);
                            sent.merge(Instant.ofEpochSecond(now.getEpochSecond()), 1L, Long::sum);
                        }
                        return sent.size() >= 3;
                    });
            for (String call : List.of("/rules/plain/hits", "/windows", "/instances")) {
                assertThat(gateway.history().get(call).statusCode()).as(call).isEqualTo(503);
            }

            redis.run();

            eventually(() -> byWindow(gateway), sent);
            assertThat(node.requests())
                    .isEqualTo(sent.values().stream().mapToLong(n -> n).sum());
        }
    }

    private static Map<Instant, Long> byWindow(TestGateway gateway) {
        Map<Instant, Long> hits = new TreeMap<>();
        if (gateway.history().get("/rules/plain/hits?step=window").statusCode() == 200) {
            for (JsonNode point :
                    gateway.history().json("/rules/plain/hits?step=window").get("points")) {
                hits.put(
                        Instant.parse(point.get("from").asString()),
                        point.get("success").asLong());
            }
        }
        return hits;
    }

    @Test
    void flushesWhatIsLeftWhenItStops() {
        try (TestRedis redis = TestRedis.start();
                Upstream node = Upstream.start("a")) {
            String[] rule = {
                "tallygate.flush-interval=1m",
                "tallygate.window=1h",
                "tallygate.rules[0].id=plain",
                "tallygate.rules[0].strategy=api",
                "tallygate.rules[0].match.path=/**",
                "tallygate.rules[0].target.service=order"
            };
            try (TestGateway gateway = TestGateway.start(redis.port(), all(service("order", node), rule))) {
                assertThat(Client.status(gateway.url() + "/x")).isEqualTo(200);
                assertThat(gateway.history().rule("plain")).isEmpty();
            }
            try (TestGateway gateway = TestGateway.start(redis.port(), all(service("order", node), rule))) {
                assertThat(gateway.history().rule("plain")).isEqualTo(Map.of("success", 1L, "order/a", 1L));
            }
        }
    }
}
