package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static io.tallygate.redis.Stores.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.history.HistoryStore.KeptTotal;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Totals of each kind: each hit is seen exactly once, whether its counter has been moved or not. */
class RedisTotalsIT extends StoreFixture {

    private static final int COUNTERS = 400;

    private static Map<CounterKey, Counts> oneEach(HitKind kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> CounterKey.of(kind, "rule-" + n, "order", "n"))
                .collect(Collectors.toMap(key -> key, key -> Counts.successes(1)));
    }

    private Map<HitKind, Long> totals(Granularity step) {
        return await(stores.history()
                .totals(step, 0, Integer.MAX_VALUE)
                .collect(Collectors.groupingBy(
                        KeptTotal::kind,
                        Collectors.summingLong(total -> total.entry().counts().hits()))));
    }

    @Test
    void seesEachHitOnceWhileItsCountersAreMovedOneAfterTheOther() {
        int rounds = 8;
        for (int i = 0; i < rounds; i++) {
            stores.apply("s", i + 1L, i + 1L, window(i * 37L), oneEach(HitKind.HEADER, COUNTERS));
        }
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < rounds; i++) {
                for (Period period = window(i * 37L); ; period = Stores.CALENDAR.parent(period)) {
                    while (!stores.closeSome(period, 7)) {
                        // in small pieces, so that most reads meet a period that is half closed
                    }
                    if (period.granularity() == Granularity.DAY) {
                        break;
                    }
                }
            }
        });
        do {
            for (Granularity step : Granularity.values()) {
                assertThat(totals(step)).as("by %s", step).isEqualTo(Map.of(HitKind.HEADER, (long) rounds * COUNTERS));
            }
        } while (!closing.isDone());
        closing.join();
    }

    @Test
    void seesEachLiveHitOnceThoughItIsReadInPieces() {
        int rounds = 6;
        for (int i = 0; i < rounds; i++) {
            stores.apply("s", 3L * i + 1, 3L * i + 1, window(i * 37L), oneEach(HitKind.HEADER, COUNTERS));
            stores.apply("s", 3L * i + 2, 3L * i + 2, window(i * 37L), oneEach(HitKind.API, COUNTERS));
            stores.apply("s", 3L * i + 3, 3L * i + 3, window(i * 37L), oneEach(HitKind.BODY, COUNTERS));
        }
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < rounds; i++) {
                Period window = window(i * 37L);
                while (!stores.closeSome(window, 50)) {
                    // a piece at a time
                }
                while (!stores.closeSome(Stores.CALENDAR.parent(window), 50)) {
                    // a piece at a time
                }
            }
        });
        do {
            Map<CounterKey, Long> hits = new HashMap<>();
            await(stores.history().live(0).flatMapIterable(part -> part).collectList())
                    .forEach(kept -> hits.merge(kept.key(), kept.counts().hits(), Long::sum));
            assertThat(hits).hasSize(3 * COUNTERS);
            assertThat(hits.values()).containsOnly((long) rounds);
        } while (!closing.isDone());
        closing.join();
    }

    @Test
    void tellsEachKindAndPeriodApartAndNothingElse() {
        CounterKey api = CounterKey.of(HitKind.API, "a", "order", "n");
        CounterKey route = CounterKey.of(HitKind.ROUTE, "r", "-", "-");
        stores.apply("s", 1, 1, window(3), Map.of(api, Counts.successes(1), route, Counts.successes(2)));
        stores.apply(
                "s",
                2,
                2,
                window(2),
                Map.of(api, Counts.successes(4), CounterKey.ofNode("order", "n"), Counts.successes(8)));
        stores.apply("s", 3, 3, window(1), Map.of(api, Counts.successes(16)));
        stores.close(window(3));

        List<KeptTotal> totals = await(stores.history()
                .totals(Granularity.WINDOW, window(3).from(), window(1).from())
                .collectList());

        assertThat(totals)
                .extracting(total -> total.kind().word() + " " + total.entry().format())
                .containsExactlyInAnyOrder(
                        "api " + window(3).from() + ":1:0",
                        "route " + window(3).from() + ":2:0",
                        "api " + window(2).from() + ":4:0");
    }
}
