package io.tallygate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.api.sync.RedisCommands;
import io.tallygate.ChildProcess;
import io.tallygate.faults.site.Plan;
import io.tallygate.faults.site.Plan.Place;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.FaultyProxy;
import io.tallygate.faults.store.Held;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The elected instance is stopped inside its snapshot until its lock is over, another takes over, and the first goes on
 * where it was. The lock is made to end early; with the system property {@code tallygate.faults.whole-lock} it lasts its
 * half minute.
 */
class ElectedInstancePausedIT {

    /** What only the closing of a window writes. */
    private static final String CLOSES = ":list:w:";

    private static final Duration WHOLE_LOCK = Duration.ofSeconds(30);

    @Test
    void movesEachHitOnce() {
        try (RedisProcess redis = RedisProcess.start();
                FaultyProxy proxy = FaultyProxy.before(redis.port());
                Site site = Site.start(Plan.of(Place.at(proxy.port()), Place.at(redis.port())))) {
            ChildProcess first = site.gateway("one").process();
            ChildProcess another = site.gateway("two").process();
            site.load();
            another.pause();
            Held snapshot = proxy.hold(CLOSES);
            snapshot.awaitCaught();
            first.pause();
            another.resume();
            SnapshotLock lock = new SnapshotLock(redis);
            assertThat(lock.holder()).as("the first was elected").isNotNull();

            if (!Boolean.getBoolean("tallygate.faults.whole-lock")) {
                lock.cutShort();
            }
            long closed = closed(redis.commands());
            Awaitility.await().atMost(WHOLE_LOCK.plusSeconds(10)).until(() -> closed(redis.commands()) > closed);
            snapshot.release();
            first.resume();
            site.goOn(Duration.ofSeconds(4));

            site.takeStock().isWhatHistoryTells();
        }
    }

    /** Hits that were moved out of their windows, in all shards. */
    private static long closed(RedisCommands<String, String> redis) {
        return redis.keys("tallygate:{*}:sums").stream()
                .map(sums -> redis.hget(sums, "window"))
                .filter(hits -> hits != null)
                .mapToLong(Long::parseLong)
                .sum();
    }
}
