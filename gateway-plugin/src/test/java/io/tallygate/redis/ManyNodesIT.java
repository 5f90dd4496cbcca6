package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static io.tallygate.redis.Stores.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A rule's counters pile up where its nodes get a new name with every deployment. */
class ManyNodesIT extends StoreFixture {

    private static final int NODES = 9000;

    @Test
    void readsTheSeriesOfARuleThatHadThousandsOfNodes() {
        Period window = window(5);
        List<CounterKey> all = IntStream.range(0, NODES)
                .mapToObj(i -> CounterKey.of(HitKind.API, "orders", "order", "order-" + i))
                .toList();
        for (int from = 0, seq = 1; from < NODES; from += 500, seq++) {
            Map<CounterKey, Counts> deltas = new HashMap<>();
            all.subList(from, from + 500).forEach(key -> deltas.put(key, Counts.successes(1)));
            stores.apply("s", seq, seq, window, deltas);
        }
        stores.closeSome(window, 400);

        assertThat(await(stores.history().counters(HitKind.API, "orders").count()))
                .isEqualTo(NODES);
        for (Granularity step : Granularity.values()) {
            assertThat(stores.total(step, all.toArray(CounterKey[]::new))).isEqualTo(Counts.successes(NODES));
        }
    }
}
