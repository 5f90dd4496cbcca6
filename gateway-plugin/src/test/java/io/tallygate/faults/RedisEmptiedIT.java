package io.tallygate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Redis crashes under load and comes back with nothing. */
class RedisEmptiedIT {

    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final Duration REPLAY = Duration.ofSeconds(6);

    @Test
    void getsBackWhatIsYoungAndTellsHowMuchIsLost() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(Plan.on(redis.port())
                        .withWindow(WINDOW)
                        .with(List.of("tallygate.replay=" + REPLAY.toSeconds() + "s")))) {
            site.loadInsideWindows();
            site.goOn(Duration.ofSeconds(14));
            Instant killed = Instant.now();
            redis.kill();
            site.goOn(Duration.ofSeconds(2));
            redis.run();
            site.goOn(Duration.ofSeconds(4));

            site.takeStock().isWhatHistoryTellsAnd(() -> declaredLost(site)).inEachWindowFrom(killed.minus(REPLAY));
            assertThat(declaredLost(site)).isPositive();
        }
    }

    /** What all streams declare lost, as the audit tells. */
    private static long declaredLost(Site site) {
        JsonNode audit = site.gateway("two").history().json("/audit");
        assertThat(audit.get("difference").asLong()).as(audit::toString).isZero();
        return audit.get("streams")
                .valueStream()
                .mapToLong(stream -> stream.get("figures").get("lost").asLong())
                .sum();
    }
}
