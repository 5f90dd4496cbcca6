package io.tallygate.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardQueueTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final Period WINDOW = CALENDAR.containing(Granularity.WINDOW, 1_795_168_800);
    private static final Period NEXT = CALENDAR.after(WINDOW);

    private final ShardQueue queue = new ShardQueue("stream", 3);

    private static CounterKey key(int i) {
        return CounterKey.of(HitKind.API, "rule-" + i, "order", "-");
    }

    private Batch sent() {
        return queue.send().orElseThrow();
    }

    @Test
    void hasNothingToSendAtFirst() {
        assertThat(queue.send()).isEmpty();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.oldest()).isEmpty();
        assertThat(queue.hits()).isZero();
    }

    @Test
    void addsUpWhatWaitsForOneWindow() {
        queue.add(WINDOW, key(1), Counts.successes(2));
        queue.add(WINDOW, key(1), Counts.failures(Cause.RESET, 1));
        queue.add(WINDOW, key(2), Counts.successes(5));

        assertThat(sent())
                .isEqualTo(new Batch(
                        "stream",
                        3,
                        1,
                        1,
                        WINDOW,
                        Map.of(key(1), new Counts(2, 1, 0, Map.of(Cause.RESET, 1L)), key(2), Counts.successes(5))));
    }

    @Test
    void sendsTheOldestWindowFirstAndNoTwoWindowsTogether() {
        queue.add(NEXT, key(1), Counts.successes(2));
        queue.add(WINDOW, key(1), Counts.successes(1));

        assertThat(sent()).extracting(Batch::period, Batch::hits).containsExactly(WINDOW, 1L);
        queue.acknowledged();
        assertThat(sent()).extracting(Batch::period, Batch::hits).containsExactly(NEXT, 2L);
        queue.acknowledged();
        assertThat(queue.send()).isEmpty();
    }

    @Test
    void cutsAWindowIntoBatchesOf500CountersAndNumbersThem() {
        Map<CounterKey, Counts> all = new HashMap<>();
        for (int i = 0; i < 1001; i++) {
            all.put(key(i), Counts.successes(i + 1L));
            queue.add(WINDOW, key(i), Counts.successes(i + 1L));
        }

        Map<CounterKey, Counts> arrived = new HashMap<>();
        for (int seq = 1; seq <= 3; seq++) {
            Batch batch = sent();
            assertThat(batch.seq()).isEqualTo(seq);
            assertThat(batch.deltas()).hasSize(seq == 3 ? 1 : 500);
            batch.deltas().forEach((key, delta) -> arrived.merge(key, delta, Counts::plus));
            queue.acknowledged();
        }

        assertThat(arrived).isEqualTo(all);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void hasOneBatchInFlightAtATime() {
        queue.add(WINDOW, key(1), Counts.successes(1));
        sent();
        queue.add(WINDOW, key(2), Counts.successes(1));

        assertThat(queue.send()).isEmpty();
    }

    @Test
    void sendsTheVerySameBatchAgainAfterAFailure() {
        queue.add(WINDOW, key(1), Counts.successes(1));
        Batch first = sent();
        queue.add(WINDOW, key(1), Counts.successes(7));
        queue.failed();

        assertThat(sent()).isSameAs(first).returns(1L, Batch::hits);
        queue.failed();
        assertThat(sent()).isSameAs(first);
        queue.acknowledged();
        assertThat(sent()).returns(2L, Batch::seq).returns(2L, Batch::floor).returns(7L, Batch::hits);
    }

    @Test
    void knowsWhatIsNotAcknowledgedAndSinceWhen() {
        queue.add(WINDOW, key(1), Counts.successes(1));
        queue.add(NEXT, key(1), Counts.successes(7));
        assertThat(queue.hits()).isEqualTo(8);
        assertThat(queue.oldest()).hasValue(WINDOW.from());

        sent();
        assertThat(queue.hits()).as("in flight").isEqualTo(8);
        assertThat(queue.oldest()).hasValue(WINDOW.from());

        queue.acknowledged();
        assertThat(queue.hits()).isEqualTo(7);
        assertThat(queue.oldest()).hasValue(NEXT.from());
    }
}
