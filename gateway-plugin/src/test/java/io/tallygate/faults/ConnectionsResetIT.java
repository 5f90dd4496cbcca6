package io.tallygate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.FaultyProxy;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every connection to Redis is reset in the middle of what it carries, every second. */
class ConnectionsResetIT {

    private static final int TIMES = 10;

    @Test
    void losesNoHitAndCountsNoneTwice() {
        try (RedisProcess redis = RedisProcess.start();
                FaultyProxy proxy = FaultyProxy.before(redis.port());
                Site site = Site.start(Plan.on(proxy.port()))) {
            site.load();
            site.goOn(TIMES, Duration.ofSeconds(1), proxy::cut);

            site.takeStock().isWhatHistoryTells();
            assertThat(proxy.spoilt()).as("connections cut").isGreaterThanOrEqualTo(TIMES);
        }
    }
}
