package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static io.tallygate.redis.Stores.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.flush.Batch;
import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.hit.Shards;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Reading: each hit is seen exactly once, wherever it lies. */
class RedisHistoryStoreIT extends StoreFixture {

    private static final CounterKey KEY = CounterKey.of(HitKind.HEADER, "canary", "order", "order-2");

    @Test
    void seesEachHitOnceWhileItIsMovedThroughAllLevels() {
        int rounds = 60;
        for (int i = 0; i < rounds; i++) {
            stores.apply("s", i + 1L, i + 1L, window(i * 37L), Map.of(KEY, Counts.successes(1)));
        }
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < rounds; i++) {
                Period window = window(i * 37L);
                Period hour = Stores.CALENDAR.parent(window);
                stores.close(window);
                stores.close(hour);
                stores.close(Stores.CALENDAR.parent(hour));
            }
        });
        int reads = 0;
        while (!closing.isDone() || reads < 50) {
            for (Granularity step : Granularity.values()) {
                assertThat(stores.total(step, KEY)).as("by %s", step).isEqualTo(Counts.successes(rounds));
            }
            reads++;
        }
        closing.join();
    }

    @Test
    void showsWhatIsLiveOnceWhileItIsMovedUpToItsDay() {
        int rounds = 60;
        for (int i = 0; i < rounds; i++) {
            stores.apply("s", i + 1L, i + 1L, window(i * 37L), Map.of(KEY, Counts.successes(1)));
        }
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < rounds; i++) {
                stores.close(window(i * 37L));
                stores.close(Stores.CALENDAR.parent(window(i * 37L)));
            }
        });
        do {
            assertThat(await(stores.history()
                            .live(0)
                            .flatMapIterable(part -> part)
                            .map(Kept::counts)
                            .reduce(Counts.ZERO, Counts::plus)))
                    .isEqualTo(Counts.successes(rounds));
        } while (!closing.isDone());
        closing.join();
        long midnight =
                Stores.CALENDAR.containing(Granularity.DAY, window(0).from()).from();
        assertThat(stores.history()
                        .live(midnight)
                        .flatMapIterable(part -> part)
                        .collectList()
                        .block())
                .allSatisfy(kept -> assertThat(kept.entry().start()).isGreaterThanOrEqualTo(midnight));
    }

    /** Nothing but a move changes what is live in an hour; what the test writes itself is no move. */
    @Test
    void readsAnHourAgainWhenSomethingWasMovedIntoIt() {
        Period hour = Stores.CALENDAR.parent(window(0));
        stores.apply("s", 1, 1, window(0), Map.of(KEY, Counts.successes(1)));
        stores.close(window(0));
        assertThat(live()).isEqualTo(1);
        redis.commands().hset(new Keys(prefix).live(0, hour), KEY.format(), "100:0");
        assertThat(live()).as("remembered").isEqualTo(1);

        stores.apply("s", 2, 2, window(0), Map.of(KEY, Counts.successes(10)));
        assertThat(live()).as("with a window's").isEqualTo(11);
        stores.close(window(0));
        assertThat(live()).as("moved").isEqualTo(110);
    }

    @Test
    void readsAnHourAgainWhenSomethingWasAppliedToIt() {
        for (Granularity granularity : List.of(Granularity.HOUR, Granularity.DAY)) {
            Period period = Stores.CALENDAR.containing(granularity, window(0).from());
            stores.apply(granularity.word(), 1, 1, period, Map.of(KEY, Counts.successes(1)));
            long before = live();
            assertThat(live()).isEqualTo(before);

            stores.apply(granularity.word(), 2, 2, period, Map.of(KEY, Counts.successes(10)));
            assertThat(live()).isEqualTo(before + 10);
        }
    }

    private long live() {
        return await(stores.history()
                        .live(0)
                        .flatMapIterable(part -> part)
                        .map(Kept::counts)
                        .reduce(Counts.ZERO, Counts::plus))
                .hits();
    }

    @Test
    void readsARangeAndNothingElse() {
        for (int ago = 1; ago <= 20; ago++) {
            stores.apply("s", ago, ago, window(ago), Map.of(KEY, Counts.successes(ago)));
            if (ago > 3) {
                stores.close(window(ago));
            }
        }
        List<Kept> kept = stores.history()
                .series(
                        List.of(KEY),
                        Granularity.WINDOW,
                        window(8).from(),
                        window(1).from())
                .collectList()
                .block();
        assertThat(kept)
                .extracting(each -> each.counts().success())
                .containsExactlyInAnyOrder(8L, 7L, 6L, 5L, 4L, 3L, 2L);
    }

    @Test
    void findsCountersByTheirFirstPartsOnly() {
        try (Stores spread = new Stores(redis, prefix + "spread", 16)) {
            Shards shards = new Shards(16);
            long seq = 0;
            for (String id : List.of("a", "ab", "a|b", "a}", "\uD83D\uDE00", "a%7Cb")) {
                for (String node : List.of("n1", "n2")) {
                    CounterKey key = CounterKey.of(HitKind.API, id, "order", node);
                    seq++;
                    await(spread.counters()
                            .apply(
                                    new Batch(
                                            "s" + seq,
                                            shards.of(key),
                                            1,
                                            0,
                                            window(1),
                                            Map.of(key, Counts.successes(1))),
                                    1));
                }
            }
            for (String id : List.of("a", "ab", "a|b", "a}", "\uD83D\uDE00", "a%7Cb")) {
                assertThat(known(spread, HitKind.API, id))
                        .extracting(CounterKey::id)
                        .containsExactly(id, id);
            }
            assertThat(known(spread, HitKind.API)).hasSize(12);
            assertThat(known(spread, HitKind.PARAM)).isEmpty();
            assertThat(spread.history()
                            .live(0)
                            .flatMapIterable(part -> part)
                            .collectList()
                            .block())
                    .hasSize(12);
        }
    }

    private static List<CounterKey> known(Stores stores, HitKind kind, String... parts) {
        return await(
                stores.history().counters(kind, parts).map(KnownCounter::key).collectList());
    }

    @Test
    void tellsWhenACounterWasLastHit() {
        stores.apply("s", 1, 1, window(9), Map.of(KEY, Counts.successes(1)));
        stores.apply("s", 2, 2, window(2), Map.of(KEY, Counts.successes(1)));
        stores.apply("s", 3, 3, window(5), Map.of(KEY, Counts.successes(1)));
        assertThat(stores.history().counters(HitKind.HEADER, "canary").blockFirst())
                .isEqualTo(new KnownCounter(KEY, window(2).from()));
    }
}
