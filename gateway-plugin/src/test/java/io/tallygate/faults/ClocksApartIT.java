package io.tallygate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Plan.Place;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.RedisProcess;
import io.tallygate.gateway.GatewayProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One gateway's clock is five seconds ahead of the other's, which is right. */
class ClocksApartIT {

    private static final Duration APART = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofSeconds(5);

    @Test
    void countsIntoTheSameWindows() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(
                        Plan.of(Place.at(redis.port(), GatewayProcess.clockAhead(APART)), Place.at(redis.port()))
                                .withWindow(WINDOW))) {
            site.loadInsideWindows();
            site.goOn(Duration.ofSeconds(11));

            site.takeStock().isWhatHistoryTells().inEachWindow();
            GatewayProcess ahead = site.gateway("one");
            assertThat(ahead.output())
                    .containsOnlyOnce("This machine's clock is ")
                    .contains("s ahead of Redis's");
            assertThat(health(ahead).get("clock").asString()).contains("s ahead of Redis's");
            assertThat(health(ahead).get("clockOffsetMillis").asLong()).isBetween(4500L, 5500L);
            assertThat(site.gateway("two").output()).doesNotContain("This machine's clock");
            assertThat(health(site.gateway("two")).has("clock")).isFalse();
        }
    }

    private static JsonNode health(GatewayProcess gateway) {
        return gateway.actuator("/health").get("components").get("tallygate").get("details");
    }
}
