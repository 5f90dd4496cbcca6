package io.tallygate.faults;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gateway is killed (SIGKILL) while clients ask it. */
class GatewayKilledIT {

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** What a flush may take, and the clients' view of it. */
    private static final Duration FLUSH = Duration.ofMillis(300);

    @Test
    void losesAtMostOneFlushIntervalOfItsOwnHits() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(Plan.on(redis.port())
                        .withWindow(WINDOW)
                        .with(List.of("tallygate.flush-interval=" + INTERVAL.toMillis() + "ms")))) {
            site.load();
            site.goOn(Duration.ofSeconds(3));
            site.goOn(untilLongAfterABorder());
            Instant killed = Instant.now();
            site.gateway("one").process().kill();
            site.goOn(Duration.ofSeconds(2));

            Instant lastFlush = killed.minus(INTERVAL).minus(FLUSH);
            site.takeStock()
                    .isInHistoryBut(
                            hit -> hit.gateway().equals("one") && hit.at().isAfter(lastFlush));
        }
    }

    /** At its border a window is flushed, whatever the interval. */
    private static Duration untilLongAfterABorder() {
        long sinceBorder = Instant.now().toEpochMilli() % WINDOW.toMillis();
        return Duration.ofMillis(2 * WINDOW.toMillis() - sinceBorder).minus(INTERVAL);
    }
}
