package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import io.tallygate.gateway.Listener.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A gateway stands still, with hits that it has not flushed: its windows are told again once these came. */
class LateHitsIT {

    private static final int HITS = 20;

    @Test
    void areToldInTheirWindowsAndInNoOthers() {
        try (TestRedis redis = TestRedis.start();
                Upstream upstream = Upstream.start("a");
                TestGateway reader = TestGateway.start(redis.port(), properties(upstream, "200ms"));
                GatewayProcess late = GatewayProcess.start(List.of(), redis.port(), properties(upstream, "5s"));
                Listener listener = Listener.open(reader.history().url("/stream"), "")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> listener.events("window").size() > 2);
            for (int i = 0; i < HITS; i++) {
                assertThat(Client.status(late.url() + "/x")).isEqualTo(200);
            }
            late.process().pause();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> states(listener).values().stream().anyMatch(told -> told.contains("partial")));
            late.process().resume();

            eventually(() -> hits(listener), (long) HITS);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(states(listener).values())
                            .allSatisfy(told -> assertThat(told).last().isEqualTo("complete")));
            assertThat(states(listener).values())
                    .filteredOn(told -> told.size() > 1)
                    .isNotEmpty()
                    .allSatisfy(told -> assertThat(told).first().isNotEqualTo("complete"));
            comesBack(reader, listener);
        }
    }

    /** Besides what is new, it may only be told again of what was told again lately. */
    private static void comesBack(TestGateway reader, Listener before) {
        String last = before.lastId();
        try (Listener back = Listener.open(reader.history().url("/stream"), last)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !back.events("window").isEmpty());
            Map<Long, List<String>> told = states(before);
            assertThat(states(back).keySet())
                    .allMatch(id -> id > Long.parseLong(last)
                            || told.getOrDefault(id, List.of()).size() > 1);
        }
    }

    private static List<String> properties(Upstream upstream, String flushInterval) {
        return all(
                service("order", upstream),
                "tallygate.flush-interval=" + flushInterval,
                "tallygate.rules[0].id=plain",
                "tallygate.rules[0].strategy=api",
                "tallygate.rules[0].match.path=/**",
                "tallygate.rules[0].target.service=order");
    }

    /** The states in which each window was told. */
    private static Map<Long, List<String>> states(Listener listener) {
        return listener.events("window").stream()
                .collect(groupingBy(
                        event -> Long.parseLong(event.id()),
                        TreeMap::new,
                        mapping(event -> event.data().get("state").asString(), toList())));
    }

    /** All hits of all windows, each as it was told last. */
    private static long hits(Listener listener) {
        Map<String, JsonNode> last = new TreeMap<>();
        for (Event event : listener.events("window")) {
            last.put(event.id(), event.data().get("totals"));
        }
        return last.values().stream()
                .mapToLong(totals -> totals.get("success").asLong())
                .sum();
    }
}
