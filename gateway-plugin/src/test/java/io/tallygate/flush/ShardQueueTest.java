package io.tallygate.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.flush.CounterStore.Ack;
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
    private static final Duration REPLAY = Duration.ofNanos(100);
    private static final long BYTES_FOR_TEN = 1500;

    private final ShardQueue queue = new ShardQueue(
            "stream",
            3,
            new Backlog(),
            CALENDAR,
            new DeliveryLimits(Duration.ofSeconds(2), REPLAY, BYTES_FOR_TEN, 1000),
            0);
    private long now;

    private static CounterKey key(int i) {
        return CounterKey.of(HitKind.API, "rule-" + i, "order", "-");
    }

    private Batch sent() {
        return queue.send().orElseThrow();
    }

    private long answer(long last, long lost) {
        return queue.answered(new Ack(last, lost, 0), now);
    }

    private void acknowledge(Batch batch) {
        answer(batch.seq(), queue.lost());
    }

    /** Counts so many hits and brings them to the store. */
    private Batch flush(Period window, long hits) {
        queue.add(window, key(1), Counts.successes(hits));
        Batch batch = sent();
        acknowledge(batch);
        return batch;
    }

    @Test
    void hasNothingToSendAtFirst() {
        assertThat(queue.send()).isEmpty();
        assertThat(queue.look(1000, 1)).isEmpty();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.oldest()).isEmpty();
        assertThat(queue.unanswered()).isZero();
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
                        0,
                        WINDOW,
                        Map.of(key(1), new Counts(2, 1, 0, Map.of(Cause.RESET, 1L)), key(2), Counts.successes(5))));
    }

    @Test
    void sendsTheOldestWindowFirstAndNoTwoWindowsTogether() {
        queue.add(NEXT, key(1), Counts.successes(2));
        queue.add(WINDOW, key(1), Counts.successes(1));

        Batch first = sent();
        assertThat(first).returns(WINDOW, Batch::period).returns(1L, Batch::hits);
        acknowledge(first);
        Batch second = sent();
        assertThat(second).returns(NEXT, Batch::period).returns(2L, Batch::hits).returns(1L, Batch::before);
        acknowledge(second);
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
            acknowledge(batch);
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
        assertThat(queue.look(1000, 1)).isEmpty();
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
        acknowledge(first);
        assertThat(sent()).returns(2L, Batch::seq).returns(1L, Batch::before).returns(7L, Batch::hits);
    }

    @Test
    void sendsAgainInOrderWhatTheStoreForgot() {
        Batch first = flush(WINDOW, 1);
        Batch second = flush(WINDOW, 2);
        Batch third = flush(NEXT, 4);
        queue.add(NEXT, key(1), Counts.successes(8));
        Batch fourth = sent();

        assertThat(answer(1, 0)).isEqualTo(2);
        assertThat(queue.acknowledged()).isEqualTo(1);
        assertThat(queue.unanswered()).isEqualTo(14);
        assertThat(queue.oldest()).hasValue(WINDOW.from());
        for (Batch again : new Batch[] {second, third, fourth}) {
            assertThat(sent()).isSameAs(again);
            assertThat(queue.floor()).isEqualTo(first.seq());
            acknowledge(again);
        }
        assertThat(queue.send()).isEmpty();
        assertThat(queue.acknowledged()).isEqualTo(15);
    }

    @Test
    void dropsWhatWasAcknowledgedLongAgoButNotTheNewest() {
        flush(WINDOW, 1);
        flush(WINDOW, 2);
        now += REPLAY.toNanos();
        flush(WINDOW, 4);
        assertThat(queue.floor()).isEqualTo(1);
        now += 1;
        flush(WINDOW, 8);
        assertThat(queue.floor()).isEqualTo(3);
        now += 1000 * REPLAY.toNanos();
        assertThat(queue.look(now, 1)).isPresent();
        answer(4, 0);
        assertThat(queue.floor()).isEqualTo(4);
    }

    @Test
    void dropsTheOldestEarlierWhereThereIsNoRoom() {
        for (int i = 0; i < 15; i++) {
            flush(WINDOW, 1);
        }
        assertThat(queue.floor()).isEqualTo(6);
    }

    @Test
    void dropsNothingWhileTheStoreIsSilent() {
        flush(WINDOW, 1);
        flush(WINDOW, 2);
        queue.add(NEXT, key(1), Counts.successes(1));
        sent();
        now += 1000 * REPLAY.toNanos();
        queue.failed();
        assertThat(queue.floor()).isEqualTo(1);
    }

    @Test
    void looksWithTheNewestBatchAfterAWhile() {
        flush(WINDOW, 1);
        Batch newest = flush(WINDOW, 2);

        assertThat(queue.look(9, 10)).isEmpty();
        assertThat(queue.look(10, 10).orElseThrow()).isSameAs(newest);
        now = 10;
        answer(2, 0);
        assertThat(queue.look(19, 10)).isEmpty();
    }

    @Test
    void tellsWhichWindowsLostHits() {
        flush(WINDOW, 1);
        flush(WINDOW, 2);
        flush(NEXT, 4);
        now += REPLAY.toNanos() + 1;
        flush(NEXT, 8);
        queue.add(NEXT, key(1), Counts.successes(16));
        sent();

        answer(0, 0);
        Batch first = sent();
        assertThat(first.seq()).isEqualTo(queue.floor()).isEqualTo(4);
        answer(4, 7);
        Map<Period, Long> lost = new HashMap<>();
        queue.tellLosses((period, hits) -> lost.merge(period, hits, Long::sum));
        assertThat(lost).isEqualTo(Map.of(WINDOW, 3L, NEXT, 4L));
        assertThat(queue.lost()).isEqualTo(7);
        assertThat(queue.acknowledged()).isEqualTo(8);
        assertThat(queue.unanswered()).isEqualTo(16);
    }

    @Test
    void knowsWhatIsNotAcknowledgedAndSinceWhen() {
        queue.add(WINDOW, key(1), Counts.successes(1));
        queue.add(NEXT, key(1), Counts.successes(7));
        assertThat(queue.backlog().hits()).isEqualTo(8);
        assertThat(queue.oldest()).hasValue(WINDOW.from());

        Batch first = sent();
        assertThat(queue.backlog().hits()).isEqualTo(7);
        assertThat(queue.unanswered()).isEqualTo(1);
        assertThat(queue.oldest()).hasValue(WINDOW.from());

        acknowledge(first);
        assertThat(queue.unanswered()).isZero();
        assertThat(queue.oldest()).hasValue(NEXT.from());
    }
}
