package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.SameHour;
import io.tallygate.TestRedis;
import io.tallygate.flush.Flusher;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A gateway that starts before its Redis. */
class RedisAwayIT {

    /** Redis's clock is this machine's; by so much the gateway, which has to ask for it, may be mistaken. */
    private static final Duration READING_A_CLOCK = Duration.ofMillis(100);

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
            List<Instant> sent = new ArrayList<>();
            List<Instant> taken = new ArrayList<>();
            while (Set.copyOf(sent).size() < 3) {
                sent.add(window(READING_A_CLOCK.negated()));
                assertThat(Client.status(gateway.url() + "/x")).isEqualTo(200);
                // As long as nobody knows Redis's clock, a hit is of the moment at which the flush takes it.
                eventually(() -> waiting(gateway), 2L * sent.size());
                taken.add(window(READING_A_CLOCK));
            }
            for (String call : List.of("/rules/plain/hits", "/windows", "/instances")) {
                assertThat(gateway.history().get(call).statusCode()).as(call).isEqualTo(503);
            }

            redis.run();
            eventually(() -> windowsOfHits(gateway).size(), sent.size());
            List<Instant> windows = windowsOfHits(gateway);
            for (int i = 0; i < sent.size(); i++) {
                assertThat(windows.get(i)).isBetween(sent.get(i), taken.get(i));
            }
            assertThat(node.requests()).isEqualTo(sent.size());
        }
    }

    /** How many hits of rules and nodes wait for Redis. */
    private static long waiting(TestGateway gateway) {
        return gateway.context().getBean(Flusher.class).status().figures().waiting();
    }

    private static Instant window(Duration fromNow) {
        return Instant.now().plus(fromNow).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The window of each hit, the first one's first. */
    private static List<Instant> windowsOfHits(TestGateway gateway) {
        List<Instant> windows = new ArrayList<>();
        if (gateway.history().get("/rules/plain/hits?step=window").statusCode() == 200) {
            for (JsonNode point :
                    gateway.history().json("/rules/plain/hits?step=window").get("points")) {
                Instant from = Instant.parse(point.get("from").asString());
                windows.addAll(Collections.nCopies(point.get("success").asInt(), from));
            }
        }
        return windows;
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
                SameHour.begin();
                assertThat(Client.status(gateway.url() + "/x")).isEqualTo(200);
                assertThat(gateway.history().rule("plain")).isEmpty();
            }
            try (TestGateway gateway = TestGateway.start(redis.port(), all(service("order", node), rule))) {
                eventually(() -> gateway.history().rule("plain"), Map.of("success", 1L, "order/a", 1L));
            }
        }
    }
}
