package io.tallygate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Plan.Place;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.site.Stock;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A gateway is killed (SIGKILL) while clients ask it. */
class GatewayKilledIT {

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final String NAME = "the one that is killed";
    /** What a flush may take, and the clients' view of it. */
    private static final Duration FLUSH = Duration.ofMillis(300);

    @Test
    void losesAtMostOneFlushIntervalOfItsOwnHits() {
        try (RedisProcess redis = RedisProcess.start();
                Site site = Site.start(
                        Plan.of(Place.at(redis.port(), "-Dtallygate.instance-name=" + NAME), Place.at(redis.port()))
                                .withWindow(WINDOW)
                                .with(List.of("tallygate.flush-interval=" + INTERVAL.toMillis() + "ms")))) {
            site.load();
            site.goOn(Duration.ofSeconds(3));
            site.goOn(untilLongAfterABorder());
            Instant killed = Instant.now();
            site.gateway("one").process().kill();
            site.goOn(Duration.ofSeconds(2));

            Instant lastFlush = killed.minus(INTERVAL).minus(FLUSH);
            Stock stock = site.takeStock();
            stock.isInHistoryBut(hit -> hit.gateway().equals("one") && hit.at().isAfter(lastFlush));
            stock.hasEveryHitOf("two");
            assertThat(stock.statesFrom(Instant.MIN, killed.minus(WINDOW))).containsOnly("complete");
            Awaitility.await()
                    .atMost(WINDOW.multipliedBy(2))
                    .untilAsserted(() -> assertThat(stock.statesFrom(killed.minus(WINDOW), killed))
                            .containsExactly("partial without [" + NAME + "]"));
        }
    }

    /** At its border a window is flushed, whatever the interval. */
    private static Duration untilLongAfterABorder() {
        long sinceBorder = Instant.now().toEpochMilli() % WINDOW.toMillis();
        return Duration.ofMillis(2 * WINDOW.toMillis() - sinceBorder).minus(INTERVAL);
    }
}
