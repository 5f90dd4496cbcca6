package io.tallygate.faults;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Plan.Place;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.RedisProcess;
import io.tallygate.gateway.GatewayProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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
        }
    }
}
