package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static io.tallygate.redis.Stores.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.flush.StreamFigures;
import io.tallygate.flush.StreamReport;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.snapshot.SnapshotStore;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Closing: one move, repeated, that nobody can spoil. */
class RedisSnapshotStoreIT extends StoreFixture {

    private static final CounterKey KEY = CounterKey.of(HitKind.HEADER, "canary", "order", "order-2");
    private long seq;

    private void hit(Period window, CounterKey key, Counts counts) {
        seq++;
        stores.apply("s", seq, seq, window, Map.of(key, counts));
    }

    private List<String> list(Granularity granularity) {
        return redis.commands().lrange(prefix + ":{0}:list:" + granularity.letter() + ":" + KEY.format(), 0, -1);
    }

    private static Period parent(Period period) {
        return Stores.CALENDAR.parent(period);
    }

    @Test
    void isDueOnceItHasEndedForAsLongAsTheGrace() {
        hit(window(-1), KEY, Counts.successes(1));
        hit(window(3), KEY, Counts.successes(1));
        hit(window(9), KEY, Counts.successes(1));
        assertThat(await(stores.snapshots().due(0, Duration.ofSeconds(2), 0))).containsExactly(window(9), window(3));
        assertThat(await(stores.snapshots().due(0, Duration.ofMinutes(5), 0))).containsExactly(window(9));
    }

    @Test
    void closesAPeriodThatIsNoBoundaryHere() {
        Period today = parent(parent(window(0)));
        Period elsewhere = new Period(Granularity.DAY, today.from() - 47 * 3600, today.from() - 23 * 3600);
        hit(elsewhere, KEY, Counts.successes(5));
        assertThat(stores.total(Granularity.DAY, KEY)).isEqualTo(Counts.successes(5));
        assertThat(await(stores.audit().live(0, Granularity.DAY))).isEqualTo(5);

        List<Period> due = await(stores.snapshots().due(0, Duration.ZERO, 0));
        assertThat(due).containsExactly(elsewhere);
        stores.close(due.get(0));

        assertThat(await(stores.snapshots().due(0, Duration.ZERO, 0))).isEmpty();
        assertThat(list(Granularity.DAY)).containsExactly(elsewhere.from() + ":5:0");
    }

    @Test
    void isDueBeforeTheGraceIsOverOnceAllStreamsHaveReported() {
        hit(window(2), KEY, Counts.successes(1));
        hit(window(1), KEY, Counts.successes(1));
        long now = System.currentTimeMillis();
        SnapshotStore store = stores.snapshots();
        assertThat(await(store.reportedUntil())).as("nobody counts").isZero();

        await(stores.counters().report(reportedUntil("a", window(1).to() * 1000, false)));
        await(stores.counters().report(reportedUntil("b", window(2).to() * 1000 + 999, false)));
        await(stores.counters().report(reportedUntil("left", 0, true)));
        assertThat(await(store.reportedUntil())).isEqualTo(window(2).to());
        assertThat(await(store.due(0, Duration.ofMinutes(5), await(store.reportedUntil()))))
                .containsExactly(window(2));

        redis.commands().zadd(prefix + ":{meta}:streams", (double) (now - 11_000), "b");
        assertThat(await(store.reportedUntil()))
                .as("b is silent")
                .isEqualTo(window(1).to());
    }

    private static StreamReport reportedUntil(String stream, long before, boolean left) {
        return new StreamReport(stream, stream, 0, before, left, StreamFigures.ZERO, null, 0);
    }

    @Test
    void movesAWindowIntoItsListItsTotalsAndItsHour() {
        Period window = window(3);
        hit(window, KEY, new Counts(4, 1, 2, Map.of(Cause.STATUS, 1L)));
        stores.close(window);

        String entry = window.from() + ":4:1:2:s1";
        assertThat(list(Granularity.WINDOW)).containsExactly(entry);
        assertThat(redis.commands().lrange(prefix + ":{0}:total:w:header", 0, -1))
                .containsExactly(entry);
        assertThat(redis.commands()
                        .hgetall(prefix + ":{0}:live:" + parent(window).format()))
                .isEqualTo(Map.of(KEY.format(), "4:1:2:s1"));
        assertThat(redis.commands().exists(prefix + ":{0}:live:" + window.format()))
                .isZero();
        assertThat(redis.commands().zrange(prefix + ":{0}:live", 0, -1))
                .containsExactly(parent(window).format());
    }

    @Test
    void changesNothingTheSecondTime() {
        Period window = window(3);
        hit(window, KEY, Counts.successes(4));
        List<CounterKey> named = await(stores.snapshots().live(0, window, 500));
        await(stores.snapshots().close(0, window, named));
        await(stores.snapshots().close(0, window, named));
        assertThat(list(Granularity.WINDOW)).containsExactly(window.from() + ":4:0");
        assertThat(stores.total(Granularity.DAY, KEY)).isEqualTo(Counts.successes(4));
    }

    @Test
    void letsALateBatchFlowTheSameWay() {
        Period window = window(3);
        hit(window, KEY, Counts.successes(4));
        stores.close(window);
        stores.close(parent(window));
        hit(window, KEY, Counts.failures(Cause.CONNECT, 1));
        assertThat(stores.total(Granularity.WINDOW, KEY).hits()).isEqualTo(5);
        stores.close(window);
        assertThat(list(Granularity.WINDOW)).containsExactly(window.from() + ":4:1:0:c1");
        stores.close(parent(window));
        assertThat(list(Granularity.HOUR)).containsExactly(parent(window).from() + ":4:1:0:c1");
        stores.close(parent(parent(window)));
        assertThat(list(Granularity.DAY)).containsExactly(parent(parent(window)).from() + ":4:1:0:c1");
        assertThat(redis.commands().hgetall(prefix + ":{0}:sums"))
                .isEqualTo(Map.of("applied", "5", "window", "5", "hour", "5", "day", "5"));
        assertThat(redis.commands().zrange(prefix + ":{0}:live", 0, -1)).isEmpty();
    }

    @Test
    void keepsListsInOrderOfTheirStarts() {
        for (long ago : new long[] {5, 3, 9, 7, 3, 8, 4, 9, 2}) {
            hit(window(ago), KEY, Counts.successes(ago));
            stores.close(window(ago));
        }
        List<String> expected = new ArrayList<>();
        for (long ago : new long[] {9, 8, 7, 5, 4, 3, 2}) {
            expected.add(window(ago).from() + ":" + (ago == 9 || ago == 3 ? 2 * ago : ago) + ":0");
        }
        assertThat(list(Granularity.WINDOW)).isEqualTo(expected);
    }

    @Test
    void forgetsWhatIsTooOldToKeep() {
        Period old = window(Duration.ofDays(8).toMinutes());
        hit(old, KEY, Counts.successes(1));
        stores.close(old);
        assertThat(list(Granularity.WINDOW)).isEmpty();
        assertThat(stores.total(Granularity.HOUR, KEY)).isEqualTo(Counts.successes(1));

        Period ancient = window(Duration.ofDays(500).toMinutes());
        CounterKey gone = CounterKey.of(HitKind.API, "gone", "order", "a");
        hit(ancient, gone, Counts.successes(1));
        assertThat(await(stores.snapshots().forgetOld(0))).isEqualTo(1);
        assertThat(redis.commands().zrange(prefix + ":{0}:counters", 0, -1)).containsExactly(KEY.format());
    }

    @Test
    void bearsTwoInstancesThatCloseAtOnceAndOneThatStopsHalfWay() throws Exception {
        Period window = window(3);
        Map<CounterKey, Counts> all = new HashMap<>();
        for (int i = 0; i < 1500; i++) {
            all.put(CounterKey.of(HitKind.API, "rule-" + i, "order", "a"), Counts.successes(i + 1L));
        }
        for (int from = 0; from < 1500; from += 500) {
            seq++;
            Map<CounterKey, Counts> part = new HashMap<>();
            all.entrySet().stream().skip(from).limit(500).forEach(e -> part.put(e.getKey(), e.getValue()));
            stores.apply("s", seq, seq, window, part);
        }
        stores.closeSome(window, 100);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try (Stores other = new Stores(redis, prefix, 1)) {
            Future<?> one = two.submit(() -> closeAll(stores, window));
            Future<?> another = two.submit(() -> closeAll(other, window));
            one.get();
            another.get();
        } finally {
            two.shutdownNow();
        }
        all.forEach((key, counts) -> {
            String list = prefix + ":{0}:list:w:" + key.format();
            assertThat(redis.commands().lrange(list, 0, -1))
                    .containsExactly(window.from() + ":" + counts.success() + ":0");
        });
        assertThat(redis.commands().hgetall(prefix + ":{0}:sums"))
                .isEqualTo(Map.of("applied", "1125750", "window", "1125750"));
    }

    private static void closeAll(Stores stores, Period window) {
        boolean done = false;
        while (!done) {
            done = stores.closeSome(window, 100);
        }
    }
}
