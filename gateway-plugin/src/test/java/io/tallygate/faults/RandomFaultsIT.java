package io.tallygate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.FaultyProxy;
import io.tallygate.faults.store.RedisProcess;
import io.tallygate.gateway.GatewayProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Faults that begin, end and overlap as chance will have it. The system property {@code tallygate.faults.duration} says
 * for how long ({@code PT2M} unless given), {@code tallygate.faults.seed} repeats the choices of another run.
 */
class RandomFaultsIT {

    private static final Duration DURATION = Duration.parse(System.getProperty("tallygate.faults.duration", "PT2M"));
    private static final long SEED = Long.getLong("tallygate.faults.seed", System.nanoTime());
    private static final int SHORTEST_STEP = 200;
    private static final int LONGEST_STEP = 1500;

    @Test
    void loseNoHitAndCountNoneTwice() {
        System.out.println("random faults: tallygate.faults.seed=" + SEED);
        Random random = new Random(SEED);
        try (RedisProcess redis = RedisProcess.start("appendonly yes", "appendfsync always");
                FaultyProxy proxy = FaultyProxy.before(redis.port());
                Site site = Site.start(Plan.on(proxy.port()).with(replay()))) {
            Schedule schedule = new Schedule(Fault.all(redis, proxy, site), random);
            site.load();
            Instant end = Instant.now().plus(DURATION);
            while (Instant.now().isBefore(end)) {
                System.out.println("random faults: " + schedule.step());
                site.goOn(Duration.ofMillis(SHORTEST_STEP + random.nextInt(LONGEST_STEP - SHORTEST_STEP)));
            }
            schedule.end();
            new SnapshotLock(redis).cutShort();
            stop(site);

            site.takeStock().isWhatHistoryTells();
            assertThat(proxy.spoilt()).as("connections spoilt").isPositive();
        }
    }

    /** Stops one of the gateways under load. Only now: what it had sent nobody could send again after it. */
    private static void stop(Site site) {
        GatewayProcess leaving = site.gateway("two");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> leaving.actuator("/health/tallygate")
                        .at("/details/redis")
                        .asString()
                        .equals("reached"));
        site.goOn(Duration.ofSeconds(5));
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonNode audit = leaving.history().json("/audit");
            assertThat(audit.get("difference").asLong()).as(audit::toString).isZero();
        });
        leaving.process().stop();
        site.goOn(Duration.ofSeconds(2));
    }

    /** All hits can be sent again, so that Redis may forget any of them. */
    private static List<String> replay() {
        Duration replay = DURATION.plusMinutes(2);
        return List.of("tallygate.replay=" + replay.toSeconds() + "s", "tallygate.replay-memory=1GB");
    }
}
