package io.tallygate.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.LoggedLines;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.test.scheduler.VirtualTimeScheduler;

/** One round after the other, in virtual time, against a store that misbehaves. */
class DeliveryTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Period WINDOW = CALENDAR.containing(Granularity.WINDOW, START.getEpochSecond());
    private static final Period NEXT = CALENDAR.after(WINDOW);
    private static final CounterKey KEY = CounterKey.of(HitKind.API, "rule", "order", "a");
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration REPLAY = Duration.ofMinutes(2);
    private static final DeliveryLimits LIMITS = new DeliveryLimits(TIMEOUT, REPLAY, 1_000_000, 1000);

    @RegisterExtension
    final LoggedLines log = LoggedLines.around(Delivery.class);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final AtomicLong nanos = new AtomicLong();
    private final StoreClock clock = new StoreClock(Clock.fixed(START, ZoneOffset.UTC), nanos::get);
    private final MemoryStore store = new MemoryStore(() -> START.toEpochMilli() + nanos.get() / 1_000_000);
    private Delivery delivery;
    private long hits;

    @BeforeEach
    void open() {
        VirtualTimeScheduler.set(time);
        StreamQueues queues = new StreamQueues("me", CALENDAR, new Shards(1), LIMITS, nanos.get());
        delivery = new Delivery(queues, store, clock, time, LIMITS);
        delivery.begin();
    }

    @AfterEach
    void close() {
        VirtualTimeScheduler.reset();
    }

    private void hit(Period window, long n) {
        hits += n;
        add(window, Map.of(KEY, Counts.successes(n)));
    }

    private void add(Period window, Map<CounterKey, Counts> deltas) {
        delivery.add(window, new Taken(deltas, hits, 0), START.toEpochMilli());
    }

    private void round() {
        delivery.round();
        time.advanceTime();
    }

    @Test
    void bringsHitsIntoTheirWindowAndReportsThen() {
        hit(WINDOW, 3);
        round();
        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(3));
        StreamReport last = store.reports.get(store.reports.size() - 1);
        assertThat(last.acknowledgedBefore()).isEqualTo(START.toEpochMilli());
        assertThat(delivery.status(Duration.ZERO).waitingHits()).isZero();
    }

    @Test
    void sendsTheSameBatchAgainUntilItIsAcknowledged() {
        round();
        store.swallowsAnswers = true;
        hit(WINDOW, 3);
        round();
        hit(WINDOW, 4);
        round();
        time.advanceTimeBy(TIMEOUT);
        round();
        assertThat(store.received)
                .hasSizeGreaterThan(1)
                .allSatisfy(batch -> assertThat(batch).isSameAs(store.received.get(0)));
        store.swallowsAnswers = false;
        time.advanceTimeBy(TIMEOUT);
        round();
        round();
        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(7));
        assertThat(store.received).extracting(Batch::seq).endsWith(2L);
    }

    @Test
    void keepsHitsInTheirOwnWindowsWhileTheStoreIsAway() {
        store.away = true;
        hit(WINDOW, 1);
        round();
        hit(WINDOW, 2);
        round();
        hit(NEXT, 5);
        round();
        assertThat(delivery.status(Duration.ZERO).waitingHits()).isEqualTo(8);
        assertThat(delivery.status(Duration.ZERO).storeReached()).isFalse();
        assertThat(delivery.status(Duration.ZERO).acknowledgedBefore()).isEqualTo(Instant.ofEpochSecond(WINDOW.from()));
        store.away = false;
        round();
        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(3));
        assertThat(store.total(NEXT, KEY)).isEqualTo(Counts.successes(5));
    }

    @Test
    void asksAStoreThatIsAwayOnceARoundAndSaysSoOnce() {
        round();
        store.away = true;
        hit(WINDOW, 1);
        round();
        store.reports.clear();
        store.received.clear();
        for (int i = 0; i < 10; i++) {
            round();
        }
        assertThat(store.reports).hasSize(10);
        assertThat(store.received).isEmpty();
        store.away = false;
        round();
        round();
        assertThat(log.all()).hasSize(2);
        assertThat(log.all().get(0)).startsWith("Hits cannot be flushed");
        assertThat(log.all().get(1)).startsWith("Redis is back");
    }

    private int reportsIn(Duration duration) {
        store.reports.clear();
        for (long second = 0; second < duration.toSeconds(); second++) {
            delivery.round();
            time.advanceTimeBy(Duration.ofSeconds(1));
        }
        return store.reports.size();
    }

    @Test
    void asksAStoreThatSaysNothingMoreAndMoreSeldom() {
        round();
        store.pause();
        hit(WINDOW, 1);
        assertThat(reportsIn(TIMEOUT.multipliedBy(8))).isLessThanOrEqualTo(4);
        assertThat(reportsIn(Duration.ofHours(1))).isBetween(110, 130);

        store.resume();
        round();
        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(1));
        store.pause();
        delivery.round();
        assertThat(reportsIn(TIMEOUT.multipliedBy(8))).as("once it was back").isGreaterThanOrEqualTo(3);
    }

    @Test
    void hearsAtOnceThatAStoreSpeaksAgain() {
        round();
        store.pause();
        reportsIn(Duration.ofMinutes(10));
        while (reportsIn(Duration.ofSeconds(1)) == 0) {
            // until the next one goes out
        }
        assertThat(reportsIn(TIMEOUT.multipliedBy(10))).isZero();

        hit(WINDOW, 1);
        store.resume();
        time.advanceTime();

        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(1));
    }

    @Test
    void bringsBackWhatTheStoreForgot() {
        round();
        MemoryStore.State empty = store.state();
        hit(WINDOW, 1);
        round();
        hit(WINDOW, 2);
        round();
        hit(NEXT, 3);
        store.fallBackTo(empty);
        round();

        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(3));
        assertThat(store.total(NEXT, KEY)).isEqualTo(Counts.successes(3));
        assertThat(figures()).isEqualTo(new StreamFigures(6, 0, 0, 0, 6, 0));
    }

    @Test
    void noticesWithinAQuarterOfTheReplayTimeThatTheStoreForgotAlthoughNothingComes() {
        hit(WINDOW, 1);
        round();
        round();
        store.empty();
        pass(REPLAY.dividedBy(4).minusMillis(1));
        round();
        assertThat(store.hits()).isEmpty();
        pass(Duration.ofMillis(1));
        round();
        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(1));
    }

    @Test
    void declaresWhatItCanNoLongerSend() {
        hit(WINDOW, 1);
        round();
        pass(REPLAY.plusMillis(1));
        hit(WINDOW, 2);
        round();
        hit(NEXT, 4);
        round();
        pass(Duration.ofSeconds(1));
        store.empty();
        hit(NEXT, 8);
        round();
        round();

        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(2));
        assertThat(store.total(NEXT, KEY)).isEqualTo(Counts.successes(12));
        assertThat(figures()).isEqualTo(new StreamFigures(15, 0, 0, 0, 14, 1));
        assertThat(store.flaws.values()).containsExactly(Map.of(WINDOW, new Flaw(1, 0)));
        assertThat(log.all()).anySatisfy(line -> assertThat(line).startsWith("Redis has lost 1 hits"));
    }

    @Test
    void tellsOfALossAlsoWhereTheStoreStillHasItsOlderFlaws() {
        round();
        MemoryStore.State older = store.state();
        hit(WINDOW, 1);
        round();
        pass(REPLAY.plusMillis(1));
        hit(NEXT, 2);
        round();
        store.fallBackTo(older);
        hit(NEXT, 4);
        round();
        round();

        assertThat(figures()).isEqualTo(new StreamFigures(7, 0, 0, 0, 6, 1));
        assertThat(store.flaws.values()).containsExactly(Map.of(WINDOW, new Flaw(1, 0)));
    }

    @Test
    void vouchesForNothingFromBeforeTheStoreForgotIt() {
        round();
        round();
        pass(Duration.ofHours(2));
        store.empty();
        round();
        round();

        StreamReport last = store.reports.get(store.reports.size() - 1);
        assertThat(last.since())
                .isBetween(
                        START.plusSeconds(7199).toEpochMilli(),
                        START.plusSeconds(7201).toEpochMilli());
    }

    @Test
    void takesUpHitsThatComeAfterItSaidThatItLeaves() {
        round();
        delivery.leave();
        hit(WINDOW, 1);
        round();
        assertThat(delivery.hasLeft()).isTrue();
        hit(WINDOW, 2);
        assertThat(delivery.hasLeft()).isFalse();
        round();
        assertThat(delivery.hasLeft()).isTrue();
        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(3));
    }

    @Test
    void doesNotLeaveBeforeTheStoreHasItsFlaws() {
        round();
        round();
        store.empty();
        delivery.leave();
        for (int i = 0; i < 3 && !delivery.hasLeft(); i++) {
            round();
        }

        assertThat(delivery.hasLeft()).isTrue();
        assertThat(store.flaws).isNotEmpty();
    }

    @Test
    void sendsItsFlawsOnlyWhereTheStoreDoesNotHaveThem() {
        round();
        round();
        round();
        assertThat(store.reports.get(store.reports.size() - 1).flaws()).isNull();
        store.empty();
        round();
        round();
        assertThat(store.reports.get(store.reports.size() - 1).flaws()).isEmpty();
    }

    @Test
    void doesNotSendAgainWhatTheStoreMayHaveForgottenForItsAge() {
        round();
        store.swallowsAnswers = true;
        hit(WINDOW, 5);
        round();
        time.advanceTimeBy(TIMEOUT);
        store.swallowsAnswers = false;
        store.away = true;
        hit(NEXT, 1);
        round();
        String before = delivery.status(Duration.ZERO).stream();
        pass(store.memory().dividedBy(2).plusMillis(1));
        round();
        store.away = false;
        round();
        round();

        assertThat(delivery.status(Duration.ZERO).stream()).isNotEqualTo(before);
        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(5));
        assertThat(store.total(NEXT, KEY)).isEqualTo(Counts.successes(1));
        assertThat(figures()).isEqualTo(new StreamFigures(6, 0, 0, 0, 1, 5));
        assertThat(store.flaws.get(delivery.status(Duration.ZERO).stream())).isEqualTo(Map.of(WINDOW, new Flaw(5, 0)));
        assertThat(store.reports.get(store.reports.size() - 1).since())
                .as("it vouches for the windows that it brings")
                .isEqualTo(WINDOW.from() * 1000);

        forgets();
        assertThat(declaredLost()).as("under all its ids").isEqualTo(5);
        assertThat(figures().difference()).isZero();
    }

    @Test
    void declaresUnderItsNewIdWhatItDidNotComeToDeclareUnderTheOld() {
        hit(WINDOW, 1);
        round();
        round();
        pass(REPLAY.plusMillis(1));
        hit(WINDOW, 2);
        round();
        hit(NEXT, 4);
        round();
        pass(Duration.ofSeconds(1));
        store.empty();
        store.pause();
        hit(NEXT, 8);
        round();
        assertThat(figures().lost()).isEqualTo(1);
        time.advanceTimeBy(TIMEOUT);
        store.resume();
        forgets();

        assertThat(store.flaws.get(delivery.status(Duration.ZERO).stream())).isEqualTo(Map.of(WINDOW, new Flaw(1, 0)));
        assertThat(declaredLost()).isEqualTo(1);
        assertThat(figures().lost()).isEqualTo(1);
        assertThat(figures().difference()).isZero();
    }

    /** The store is away for so long that the stream goes on under a new id. */
    private void forgets() {
        String before = delivery.status(Duration.ZERO).stream();
        store.away = true;
        round();
        pass(store.memory().dividedBy(2).plusMillis(1));
        round();
        store.away = false;
        round();
        round();
        assertThat(delivery.status(Duration.ZERO).stream()).isNotEqualTo(before);
    }

    private long declaredLost() {
        return store.flaws.values().stream()
                .flatMap(flaws -> flaws.values().stream())
                .mapToLong(Flaw::lost)
                .sum();
    }

    @Test
    void saysOnceThatTheStoreMayThrowDataAway() {
        store.evictionPolicies = Set.of("allkeys-lru");
        for (int i = 0; i < 3; i++) {
            round();
            pass(Duration.ofMinutes(10));
        }
        assertThat(log.all())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("allkeys-lru")
                .contains("noeviction");
        assertThat(delivery.status(Duration.ZERO).evictionPolicies()).containsExactly("allkeys-lru");

        store.evictionPolicies = Set.of();
        round();
        assertThat(delivery.status(Duration.ZERO).evictionPolicies()).isEmpty();
    }

    private StreamFigures figures() {
        return delivery.status(Duration.ZERO).figures();
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Test
    void cutsBatchesOfAtMost500Counters() {
        Map<CounterKey, Counts> many = new HashMap<>();
        for (int i = 0; i < 1201; i++) {
            many.put(CounterKey.of(HitKind.API, "rule-" + i, "order", "a"), Counts.successes(1));
        }
        add(WINDOW, many);
        round();
        assertThat(store.received).extracting(batch -> batch.deltas().size()).containsExactly(500, 500, 201);
        assertThat(store.received).extracting(Batch::seq).containsExactly(1L, 2L, 3L);
        assertThat(store.hits().get(WINDOW)).hasSize(1201);
    }

    @Test
    void flushesNothingIntoAnotherLayoutAndSaysSo() {
        store.mismatch = new LayoutMismatchException("tallygate.window", "60s", "10s", "p");
        hit(WINDOW, 1);
        round();
        round();
        assertThat(store.received).isEmpty();
        assertThat(delivery.status(Duration.ZERO).mismatch())
                .contains("\"60s\"")
                .contains("\"10s\"");
        store.mismatch = null;
        round();
        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(1));
        assertThat(delivery.status(Duration.ZERO).mismatch()).isNull();
    }

    @Test
    void leavesOnceEverythingIsAcknowledged() {
        round();
        hit(WINDOW, 1);
        delivery.leave();
        store.away = true;
        round();
        assertThat(delivery.hasLeft()).isFalse();
        store.away = false;
        round();
        round();
        assertThat(delivery.hasLeft()).isTrue();
        assertThat(store.reports.get(store.reports.size() - 1).left()).isTrue();
        assertThat(store.total(WINDOW, KEY)).isEqualTo(Counts.successes(1));
    }
}
