package io.tallygate.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Entry;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What is remembered, and for how long. */
class CoarseHitsTest {

    private static final Period HOUR = new Period(Granularity.HOUR, 3600, 7200);
    private static final Period DAY = new Period(Granularity.DAY, 0, 86_400);
    private static final CounterKey KEY = CounterKey.of(HitKind.API, "orders", "order", "order-1");
    private static final List<String> SUMS = List.of("3", "1", "0");

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final CoarseHits hits = new CoarseHits(time);

    private static Map<Period, Map<String, Kept>> found(Period period, long n) {
        Kept kept = new Kept(KEY, new Entry(period.from(), Counts.successes(n)));
        return Map.of(period, Map.of(KEY.format(), kept));
    }

    @Test
    void remembersWhatWasFoundWithTheSameSums() {
        hits.keep(1, SUMS, found(HOUR, 1));
        hits.keep(1, SUMS, found(DAY, 2));
        assertThat(hits.of(1, SUMS)).containsOnlyKeys(HOUR, DAY);
        assertThat(hits.of(2, SUMS)).isEmpty();
        assertThat(hits.of(1, List.of("4", "1", "0"))).isEmpty();
    }

    @Test
    void forgetsItAllWithOtherSums() {
        hits.keep(1, SUMS, found(HOUR, 1));
        List<String> others = List.of("4", "1", "0");
        hits.keep(1, others, found(DAY, 2));
        assertThat(hits.of(1, others)).isEqualTo(found(DAY, 2));
        assertThat(hits.of(1, SUMS)).isEmpty();
    }

    @Test
    void forgetsItAfterAMinuteThoughMoreWasFoundSince() {
        hits.keep(1, SUMS, found(HOUR, 1));
        time.advanceTimeBy(Duration.ofSeconds(59));
        hits.keep(1, SUMS, found(DAY, 2));
        assertThat(hits.of(1, SUMS)).hasSize(2);
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(hits.of(1, SUMS)).isEmpty();
    }

    @Test
    void keepsWhatIsYoungerThanAMinute() {
        hits.keep(1, SUMS, found(HOUR, 1));
        time.advanceTimeBy(Duration.ofSeconds(30));
        List<String> others = List.of("4", "1", "0");
        hits.keep(1, others, found(HOUR, 2));
        time.advanceTimeBy(Duration.ofSeconds(30));
        assertThat(hits.of(1, others)).isEqualTo(found(HOUR, 2));
    }
}
