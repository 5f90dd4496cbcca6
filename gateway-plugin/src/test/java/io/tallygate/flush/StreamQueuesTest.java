package io.tallygate.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.flush.CounterStore.Ack;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.hit.Shards;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What waits while the store is away: in bounded memory, and nothing dropped. */
class StreamQueuesTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final long HOUR = 1_795_168_800;
    private static final int COUNTERS = 20;
    private static final int ROOM = 200;

    private final StreamQueues queues = new StreamQueues(
            "me",
            CALENDAR,
            new Shards(4),
            new DeliveryLimits(Duration.ofSeconds(2), Duration.ofMinutes(2), 1_000_000, ROOM),
            0);
    private long hits;

    private static Period window(int minute) {
        return CALENDAR.containing(Granularity.WINDOW, HOUR + 60L * minute);
    }

    private static CounterKey key(int i) {
        return CounterKey.of(HitKind.API, "rule-" + i, "order", "-");
    }

    /** One hit of each counter. */
    private void count(int minute) {
        Map<CounterKey, Counts> deltas = new HashMap<>();
        for (int i = 0; i < COUNTERS; i++) {
            deltas.put(key(i), Counts.successes(1));
        }
        hits += COUNTERS;
        queues.add(window(minute), new Taken(deltas, hits, 0));
    }

    private int waitingCounters() {
        return queues.all().stream().mapToInt(queue -> queue.backlog().size()).sum();
    }

    /** Sends all there is, and gives what was sent by period. */
    private Map<Period, Long> sendAll() {
        List<Batch> sent = new ArrayList<>();
        for (ShardQueue queue : queues.all()) {
            for (Optional<Batch> next = queue.send(); next.isPresent(); next = queue.send()) {
                sent.add(next.get());
                queue.answered(new Ack(next.get().seq(), 0, 0), 0);
            }
        }
        Map<Period, Long> byPeriod = new HashMap<>();
        sent.forEach(batch ->
                batch.deltas().values().forEach(delta -> byPeriod.merge(batch.period(), delta.hits(), Long::sum)));
        return byPeriod;
    }

    @Test
    void keepsEachWindowWhileThereIsRoom() {
        for (int minute = 0; minute < ROOM / COUNTERS; minute++) {
            count(minute);
        }
        assertThat(queues.flaws()).isEmpty();
        assertThat(sendAll()).hasSize(ROOM / COUNTERS).containsEntry(window(3), (long) COUNTERS);
    }

    @Test
    void mergesTheOldestWindowsIntoTheirHourAndTellsSo() {
        for (int minute = 0; minute < 15; minute++) {
            count(minute);
            assertThat(waitingCounters()).isLessThanOrEqualTo(ROOM);
        }
        Period hour = CALENDAR.parent(window(0));
        Map<Period, Flaw> flaws = queues.flaws();
        Map<Period, Long> sent = sendAll();

        assertThat(sent).containsEntry(window(14), (long) COUNTERS).doesNotContainKey(window(0));
        assertThat(sent.get(hour))
                .isEqualTo(flaws.values().stream().mapToLong(Flaw::merged).sum());
        assertThat(flaws).containsEntry(window(0), new Flaw(0, COUNTERS)).doesNotContainKey(window(14));
        assertThat(sent.values().stream().mapToLong(n -> n).sum()).isEqualTo(hits);
        assertThat(queues.figures()).isEqualTo(new StreamFigures(hits, 0, 0, 0, hits, 0));
    }

    @Test
    void mergesHoursIntoTheirDaysWhereHoursAreTooMany() {
        for (int minute = 0; minute < 3 * 24 * 60; minute++) {
            count(minute);
            assertThat(waitingCounters()).isLessThanOrEqualTo(ROOM);
        }
        Map<Period, Long> sent = sendAll();

        assertThat(sent.keySet()).extracting(Period::granularity).contains(Granularity.DAY);
        assertThat(sent.values().stream().mapToLong(n -> n).sum()).isEqualTo(hits);
        assertThat(queues.flaws()).hasSizeLessThanOrEqualTo(Flaws.MAX);
    }

    @Test
    void neverTouchesABatchThatWasSent() {
        count(0);
        List<Batch> inFlight = new ArrayList<>();
        queues.all().forEach(queue -> queue.send().ifPresent(inFlight::add));
        List<Batch> asSent = List.copyOf(inFlight);
        for (int minute = 1; minute < 200; minute++) {
            count(minute);
        }
        queues.all().forEach(ShardQueue::failed);
        List<Batch> again = new ArrayList<>();
        queues.all().forEach(queue -> queue.send().ifPresent(again::add));

        assertThat(again).isEqualTo(asSent);
    }

    @Test
    void putsHitsThatWereHeldTogetherOverWindowsIntoTheirHour() {
        AtomicLong nanos = new AtomicLong();
        StoreClock clock = new StoreClock(Clock.fixed(Instant.ofEpochSecond(0), ZoneOffset.UTC), nanos::get);
        for (int minute = 0; minute < 30; minute++) {
            nanos.set(Duration.ofMinutes(minute).toNanos());
            Map<CounterKey, Counts> deltas = new HashMap<>();
            for (int i = 0; i < COUNTERS; i++) {
                deltas.put(key(i), Counts.successes(1));
            }
            hits += COUNTERS;
            queues.hold(new Taken(deltas, hits, 0), nanos.get());
        }
        assertThat(queues.figures()).isEqualTo(new StreamFigures(hits, 0, hits, 0, 0, 0));
        clock.sample(nanos.get(), nanos.get(), 1000 * (HOUR + 29 * 60));
        queues.place(clock);

        Map<Period, Flaw> flaws = queues.flaws();
        Map<Period, Long> sent = sendAll();
        assertThat(sent.values().stream().mapToLong(n -> n).sum()).isEqualTo(hits);
        assertThat(sent).containsKey(CALENDAR.parent(window(0)));
        assertThat(flaws).containsKey(window(0)).allSatisfy((period, flaw) -> {
            assertThat(period.granularity()).isEqualTo(Granularity.WINDOW);
            assertThat(flaw.merged()).isPositive();
        });
    }

    @Test
    void doesNotTakeAShardForForgottenThatHadNothingToSend() {
        String before = queues.stream();
        queues.renewIfForgotten(1000, Duration.ofNanos(100));
        count(0);
        queues.all().forEach(queue -> assertThat(queue.send()).isPresent());
        queues.all().forEach(ShardQueue::failed);
        queues.renewIfForgotten(1099, Duration.ofNanos(100));
        assertThat(queues.stream()).isEqualTo(before);
        queues.renewIfForgotten(1101, Duration.ofNanos(100));
        assertThat(queues.stream()).isNotEqualTo(before);
    }

    @Test
    void goesOnUnderANewIdOnlyWhenNoAnswerIsAwaited() {
        count(0);
        sendAll();
        count(1);
        List<ShardQueue> sending = queues.all();
        sending.forEach(queue -> assertThat(queue.send()).isPresent());
        String before = queues.stream();
        queues.renewIfForgotten(101, Duration.ofNanos(100));
        assertThat(queues.stream()).isEqualTo(before);

        sending.forEach(ShardQueue::failed);
        queues.renewIfForgotten(101, Duration.ofNanos(100));
        assertThat(queues.stream()).isNotEqualTo(before);
        assertThat(queues.figures()).isEqualTo(new StreamFigures(COUNTERS, 0, 0, 0, 0, COUNTERS));
        assertThat(queues.flaws()).isEqualTo(Map.of(window(1), new Flaw(COUNTERS, 0)));
    }
}
