package io.tallygate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.site.Stock;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A gateway is told to stop (SIGTERM) while clients ask it. */
class GatewayStoppedIT {

    @Test
    void takesAllItsHitsToRedisFirst() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(Plan.on(redis.port()))) {
            site.loadInHaste();
            site.goOn(Duration.ofSeconds(5));
            site.gateway("one").process().stop();
            site.goOn(Duration.ofSeconds(2));

            Stock stock = site.takeStock();
            stock.isWhatHistoryTells();
            assertThat(stock.unanswered())
                    .as("requests that were under way just then")
                    .isLessThanOrEqualTo(Site.CLIENTS);
            assertThat(site.gateway("one").output()).doesNotContain("Stopped w");
        }
    }
}
