package io.tallygate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Redis is away for as many windows as an hour has; there is room for only a few of them. */
class RedisLongAwayIT {

    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration AN_HOUR_OF_WINDOWS = WINDOW.multipliedBy(60);
    private static final int ROOM = 60;

    @Test
    void mergesWindowsIntoTheirHourAndLosesNothing() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(
                        Plan.on(redis.port()).withWindow(WINDOW).with(List.of("tallygate.max-waiting=" + ROOM)))) {
            site.load();
            site.goOn(Duration.ofSeconds(3));
            redis.pause();
            site.goOn(AN_HOUR_OF_WINDOWS);
            redis.resume();
            site.goOn(Duration.ofSeconds(5));

            site.takeStock().isWhatHoursTell();
            assertThat(site.gateway("one").output()).contains("More than " + ROOM + " counters wait for Redis");
            JsonNode windows = site.gateway("one").history().json("/windows?step=window");
            assertThat(windows.get("windows"))
                    .filteredOn(run -> run.get("state").asString().equals("partial"))
                    .isNotEmpty()
                    .allSatisfy(run -> assertThat(run.get("merged").asLong()).isPositive());
            JsonNode audit = site.gateway("one").history().json("/audit");
            assertThat(audit.get("difference").asLong()).as(audit::toString).isZero();
        }
    }
}
