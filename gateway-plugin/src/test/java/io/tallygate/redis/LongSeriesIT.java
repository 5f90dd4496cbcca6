package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static io.tallygate.redis.Stores.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.history.CountedId;
import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Granularity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Series and lists that are longer than a call may take. */
class LongSeriesIT extends StoreFixture {

    private static CounterKey on(int node) {
        return CounterKey.of(HitKind.API, "orders", "order", "n" + node);
    }

    @Test
    void readsLongListsCallByCallAndEachEntryOnce() {
        long last = window(10).from();
        int entries = 2_345;
        for (int node = 0; node < 3; node++) {
            List<String> list = new ArrayList<>();
            for (int i = entries - 1; i >= 0; i--) {
                list.add((last - 60L * i) + ":" + (i + 1) + ":0");
            }
            redis.commands().rpush(prefix + ":{0}:list:w:" + on(node).format(), list.toArray(new String[0]));
        }
        Map<CounterKey, Counts> live = new HashMap<>();
        for (int node = 0; node < 200; node++) {
            live.put(on(node), Counts.successes(1));
        }
        stores.apply("s", 1, 1, window(1), live);
        List<CounterKey> counters = live.keySet().stream()
                .sorted((a, b) -> a.node().compareTo(b.node()))
                .toList();

        List<Kept> kept = await(stores.history()
                .series(
                        counters,
                        Granularity.WINDOW,
                        last - 60L * 2_000,
                        window(0).to())
                .collectList());

        Map<CounterKey, Long> hits = kept.stream()
                .collect(Collectors.groupingBy(
                        Kept::key, Collectors.summingLong(each -> each.counts().hits())));
        assertThat(hits).hasSize(200);
        assertThat(kept).hasSize(3 * 2_001 + 200);
        assertThat(hits).containsEntry(on(0), 2_001L * 2_002 / 2 + 1).containsEntry(on(5), 1L);
        assertThat(kept.stream()
                        .filter(each -> each.key().equals(on(1)))
                        .map(each -> each.entry().start())
                        .distinct())
                .hasSize(2_002);
    }

    private void push(CounterKey counter, int entries) {
        long last = window(10).from();
        String[] texts = IntStream.rangeClosed(1, entries)
                .mapToObj(n -> (last - 60L * (entries - n)) + ":" + n + ":0")
                .toArray(String[]::new);
        redis.commands().rpush(prefix + ":{0}:list:w:" + counter.format(), texts);
    }

    @Test
    void readsTheRestOfSeveralLongListsAtOnce() {
        List<CounterKey> counters = List.of(on(0), on(1), on(2), on(3), on(4), on(5));
        counters.forEach(counter -> push(counter, 1_500));

        Map<CounterKey, List<Long>> hits = await(stores.history()
                .series(counters, Granularity.WINDOW, 0, window(0).to())
                .collect(Collectors.groupingBy(
                        Kept::key, Collectors.mapping(each -> each.counts().hits(), Collectors.toList()))));

        assertThat(hits).containsOnlyKeys(counters);
        assertThat(hits.values())
                .allSatisfy(ofOne -> assertThat(ofOne)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 1_500).boxed().toList()));
    }

    /** Of four lists of 400 the third is cut, and so is read by two calls. */
    @Test
    void readsAThousandEntriesInACallAtMost() {
        List<CounterKey> counters = List.of(on(0), on(1), on(2), on(3));
        counters.forEach(counter -> push(counter, 400));
        long before = listsRead();

        assertThat(await(stores.history()
                        .series(counters, Granularity.WINDOW, 0, window(0).to())
                        .count()))
                .isEqualTo(1_600);

        assertThat(listsRead() - before).isEqualTo(5);
    }

    private static long listsRead() {
        Matcher calls = Pattern.compile("cmdstat_lrange:calls=(\\d+)")
                .matcher(redis.commands().info("commandstats"));
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    @Test
    void findsAllOfManyCounters() {
        for (int batch = 0; batch < 6; batch++) {
            Map<CounterKey, Counts> deltas = new HashMap<>();
            for (int n = 0; n < 450; n++) {
                deltas.put(on(batch * 450 + n), Counts.successes(1));
            }
            stores.apply("s", batch + 1L, batch + 1L, window(1), deltas);
        }
        stores.apply("t", 1, 1, window(1), Map.of(CounterKey.of(HitKind.BODY, "b", "order", "n"), Counts.successes(1)));

        assertThat(await(stores.history()
                        .counters(HitKind.API)
                        .map(KnownCounter::key)
                        .distinct()
                        .count()))
                .isEqualTo(6 * 450);
        assertThat(await(stores.history()
                        .allCounters()
                        .map(KnownCounter::key)
                        .distinct()
                        .count()))
                .isEqualTo(6 * 450 + 1);
    }

    @Test
    void findsTheCountersOfSomeRulesInOneCall() {
        stores.apply("s", 1, 1, window(5), Map.of(on(1), Counts.successes(1), on(2), Counts.successes(1)));
        stores.apply("s", 2, 2, window(2), Map.of(on(2), Counts.successes(1)));
        stores.apply(
                "s",
                3,
                3,
                window(1),
                Map.of(CounterKey.of(HitKind.API, "orders2", "order", "n1"), Counts.successes(1)));

        assertThat(await(stores.history()
                        .counters(List.of(
                                new CountedId(HitKind.API, "orders"),
                                new CountedId(HitKind.API, "gone"),
                                new CountedId(HitKind.BODY, "orders2")))
                        .collectList()))
                .containsExactlyInAnyOrder(
                        new KnownCounter(on(1), window(5).from()),
                        new KnownCounter(on(2), window(2).from()));
    }
}
