package io.tallygate.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnplacedTest {

    private static final CounterKey KEY = CounterKey.of(HitKind.API, "rule", "order", "-");

    private final Unplaced unplaced = new Unplaced(10);

    private void add(long nanos, long hits) {
        unplaced.add(nanos, Map.of(KEY, Counts.successes(hits)));
    }

    @Test
    void keepsEachMomentWhileThereIsRoom() {
        for (int i = 0; i < 10; i++) {
            add(i, i + 1);
        }
        assertThat(unplaced.remove())
                .extracting(Unplaced.Moment::nanos)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(unplaced.remove()).isEmpty();
    }

    @Test
    void putsNeighboursTogetherAndLosesNothing() {
        for (int i = 0; i < 1000; i++) {
            add(i, 1);
        }
        assertThat(unplaced.hits()).isEqualTo(1000);
        List<Unplaced.Moment> all = unplaced.remove();
        assertThat(all).hasSizeLessThanOrEqualTo(10);
        assertThat(all).extracting(Unplaced.Moment::nanos).isSorted().endsWith(999L);
        assertThat(all.get(0).firstNanos()).isZero();
        all.forEach(moment -> unplaced.add(moment.nanos(), moment.deltas()));
        assertThat(unplaced.hits()).isEqualTo(1000);
    }
}
