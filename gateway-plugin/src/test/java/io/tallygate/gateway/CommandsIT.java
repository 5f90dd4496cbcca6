package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.SameHour;
import io.tallygate.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How many commands Redis is asked to do: by the number of shards and flushes, not by the traffic. */
class CommandsIT {

    private static final int RULES = 40;
    private static final int SHARDS = 4;
    private static final int ROUNDS = 10;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Pattern CALLS = Pattern.compile("cmdstat_(\\w+):calls=(\\d+)");

    @Test
    void asksOncePerShardAndFlushWhateverTheTraffic() throws Exception {
        try (TestRedis redis = TestRedis.start();
                Upstream a = Upstream.start("a");
                TestGateway gateway = TestGateway.start(redis.port(), properties(a))) {
            SameHour.begin();
            Client.status(gateway.url() + "/0");
            eventually(() -> gateway.history().rule("rule-0").getOrDefault("success", 0L), 1L);
            redis.commands().configResetstat();
            long begun = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                for (int rule = 0; rule < RULES; rule++) {
                    Client.status(gateway.url() + "/" + rule);
                }
                Thread.sleep(INTERVAL.toMillis() / 2);
            }
            Map<String, Long> calls = calls(redis);
            long flushes = Duration.ofNanos(System.nanoTime() - begun).dividedBy(INTERVAL) + 2;

            // A batch for each shard and a report; no window ends meanwhile, and the elected instance looks what is
            // due.
            long elections = calls.getOrDefault("set", 0L) + 1;
            assertThat(calls.getOrDefault("evalsha", 0L))
                    .as("calls of scripts in at most %d flushes: %s", flushes, calls)
                    .isGreaterThan(SHARDS)
                    .isLessThanOrEqualTo(flushes * (SHARDS + 1) + elections * (SHARDS + 2));
            assertThat(calls.getOrDefault("incr", 0L) + calls.getOrDefault("hincrbyfloat", 0L))
                    .isZero();
        }
    }

    private static List<String> properties(Upstream a) {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            String rule = "tallygate.rules[" + i + "].";
            rules.addAll(List.of(
                    rule + "id=rule-" + i,
                    rule + "strategy=api",
                    rule + "match.path=/" + i,
                    rule + "target.service=order"));
        }
        return all(
                all(service("order", a), rules.toArray(String[]::new)),
                "tallygate.window=1h",
                "tallygate.flush-interval=" + INTERVAL.toMillis() + "ms",
                "tallygate.redis.shards=" + SHARDS);
    }

    private static Map<String, Long> calls(TestRedis redis) {
        return CALLS.matcher(redis.commands().info("commandstats"))
                .results()
                .collect(Collectors.toMap((MatchResult m) -> m.group(1), m -> Long.parseLong(m.group(2))));
    }
}
