package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two gateways on one Redis: history is what clients and upstreams counted. Equal, not close. */
class TwoGatewaysIT {

    private static final int REQUESTS = 3000;
    private static final int CLIENTS = 8;

    @Test
    void keepsWhatClientsAndUpstreamsCounted() throws Exception {
        try (TestRedis redis = TestRedis.start();
                Upstream a = Upstream.start("a");
                Upstream b = Upstream.start("b").failingEvery(7);
                TestGateway one = TestGateway.start(redis.port(), properties(a, b));
                TestGateway two = TestGateway.start(redis.port(), properties(a, b))) {
            ConcurrentMap<String, Long> counted = new ConcurrentSkipListMap<>();
            send(List.of(one.url(), two.url()), counted);

            Map<String, Long> wanted = new TreeMap<>(counted);
            eventually(() -> allRules(one), wanted);
            eventually(() -> openPoints(one), 0L);
            eventually(() -> one.history().hitsInLiveWindows(), 0L);
            assertThat(allRules(one)).isEqualTo(wanted);
            assertThat(allRules(two)).isEqualTo(wanted);
            assertThat(one.history().node("order", "a")).isEqualTo(node(a));
            assertThat(one.history().node("order", "b")).isEqualTo(node(b));
            assertThat(byHour(one)).isEqualTo(wanted);
        }
    }

    private static List<String> properties(Upstream a, Upstream b) {
        return all(
                service("order", a, b),
                "tallygate.rules[0].id=plain",
                "tallygate.rules[0].strategy=api",
                "tallygate.rules[0].match.path=/api/**",
                "tallygate.rules[0].target.service=order",
                "tallygate.rules[1].id=canary",
                "tallygate.rules[1].strategy=header",
                "tallygate.rules[1].match.key=X-Canary",
                "tallygate.rules[1].match.present=true",
                "tallygate.rules[1].target.service=order",
                "tallygate.rules[1].target.node=b");
    }

    private static void send(List<String> gateways, Map<String, Long> counted) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<? extends Future<?>> sent = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> clients.submit(() -> {
                        String gateway = gateways.get(i % gateways.size());
                        boolean canary = i % 3 == 0;
                        int status = canary
                                ? Client.status(gateway + "/x", "X-Canary", "yes")
                                : Client.status(gateway + "/api/x");
                        String outcome = status == 200 ? "success" : "failure";
                        counted.merge((canary ? "canary " : "plain ") + outcome, 1L, Long::sum);
                    }))
                    .toList();
            for (Future<?> each : sent) {
                each.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static Map<String, Long> allRules(TestGateway gateway) {
        return outcomes(gateway, "window");
    }

    private static Map<String, Long> byHour(TestGateway gateway) {
        return outcomes(gateway, "hour");
    }

    private static Map<String, Long> outcomes(TestGateway gateway, String step) {
        Map<String, Long> outcomes = new TreeMap<>();
        for (String rule : List.of("plain", "canary")) {
            JsonNode totals = gateway.history()
                    .json("/rules/" + rule + "/hits?step=" + step)
                    .get("totals");
            outcomes.put(rule + " success", totals.get("success").asLong());
            outcomes.put(rule + " failure", totals.get("failure").asLong());
        }
        return outcomes;
    }

    private static long openPoints(TestGateway gateway) {
        return List.of("plain", "canary").stream()
                .flatMap(rule -> gateway.history()
                        .json("/rules/" + rule + "/hits?step=window")
                        .get("points")
                        .valueStream())
                .filter(point -> point.get("state").asString().equals("open"))
                .count();
    }

    private static Map<String, Long> node(Upstream upstream) {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("success", upstream.requests() - upstream.failed());
        if (upstream.failed() > 0) {
            counts.put("failure", upstream.failed());
            counts.put("status", upstream.failed());
        }
        return counts;
    }
}
