package io.tallygate.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tallygate.LoggedLines;
import io.tallygate.count.LocalCounters;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Ending;
import io.tallygate.hit.HitKind;
import io.tallygate.hit.Shards;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The flush's own thread, at short intervals; what it takes for the time is set by hand. */
class FlusherTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final Instant START = Instant.parse("2026-11-20T10:00:59.950Z");
    private static final Period WINDOW = CALENDAR.containing(Granularity.WINDOW, START.getEpochSecond());
    private static final CounterKey NONE = CounterKey.of(HitKind.NONE, "-", "-", "-");
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final Duration NEVER = Duration.ofDays(1);

    @RegisterExtension
    final LoggedLines log = LoggedLines.around(Flusher.class);

    private final AtomicLong nanos = new AtomicLong();
    private final LocalCounters counters = new LocalCounters(100, nanos::get);
    private final MemoryStore store = new MemoryStore(() -> START.toEpochMilli() + nanos.get() / 1_000_000);
    private volatile Runnable whenHeard = () -> {};

    private Flusher flusher(Duration interval, Duration shutdownTimeout, Instant local) {
        return flusher(counters, interval, shutdownTimeout, Clock.fixed(local, ZoneOffset.UTC));
    }

    private Flusher flusher(LocalCounters counters, Duration interval, Duration shutdownTimeout, Clock local) {
        return new Flusher(
                counters,
                CALENDAR,
                new Shards(4),
                store,
                new StoreClock(local, nanos::get),
                new Flusher.Settings(
                        "me",
                        interval,
                        shutdownTimeout,
                        new DeliveryLimits(Duration.ofSeconds(1), Duration.ofMinutes(2), 1_000_000, 1000)),
                rules -> whenHeard.run());
    }

    private Flusher flusher(Duration interval) {
        return flusher(interval, Duration.ofSeconds(5), START);
    }

    private void hit(int times) {
        for (int i = 0; i < times; i++) {
            counters.none().record(Ending.SUCCESS);
        }
    }

    private void awaitTotal(long hits) {
        await().untilAsserted(() -> assertThat(store.total(NONE)).isEqualTo(Counts.successes(hits)));
    }

    @Test
    void flushesAtEveryInterval() {
        Flusher flusher = flusher(OFTEN);
        flusher.start();
        hit(1);
        awaitTotal(1);
        hit(2);
        awaitTotal(3);

        flusher.stop();
    }

    @Test
    void losesNothingToAWatcherThatFails() {
        List<Map<CounterKey, Counts>> shown = new CopyOnWriteArrayList<>();
        Flusher flusher = flusher(OFTEN);
        flusher.watch(deltas -> {
            if (!deltas.isEmpty()) {
                shown.add(deltas);
            }
            throw new AssertionError("a watcher that fails");
        });
        flusher.start();
        hit(1);
        awaitTotal(1);
        hit(2);
        awaitTotal(3);
        flusher.stop();

        assertThat(shown.stream().flatMap(deltas -> deltas.values().stream()).reduce(Counts.ZERO, Counts::plus))
                .isEqualTo(Counts.successes(3));
    }

    @Test
    void putsWhatCameBeforeAWindowsEndIntoThatWindow() {
        Flusher flusher = flusher(NEVER);
        flusher.start();
        await().until(() -> flusher.status().acknowledgedBefore() != null);
        hit(3);
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        awaitTotal(3);
        hit(2);
        flusher.stop();

        assertThat(store.total(WINDOW, NONE)).isEqualTo(Counts.successes(3));
        assertThat(store.total(CALENDAR.after(WINDOW), NONE)).isEqualTo(Counts.successes(2));
    }

    @Test
    void countsIntoTheStoresWindowsWhateverTheLocalClockSays() {
        Flusher flusher = flusher(OFTEN, Duration.ofSeconds(5), START.plus(Duration.ofMinutes(10)));
        flusher.start();
        hit(3);
        awaitTotal(3);
        flusher.stop();

        assertThat(store.total(WINDOW, NONE)).isEqualTo(Counts.successes(3));
    }

    @Test
    void flushesWhatIsLeftWhenItStopsAndSaysThatItHasLeft() {
        Flusher flusher = flusher(NEVER);
        flusher.start();
        hit(1000);
        flusher.stop();

        assertThat(store.total(NONE)).isEqualTo(Counts.successes(1000));
        StreamReport last = store.reports.get(store.reports.size() - 1);
        assertThat(last.left()).isTrue();
        assertThat(last.acknowledgedBefore()).isGreaterThanOrEqualTo(START.toEpochMilli());
        assertThat(flusher.status().waitingHits()).isZero();
        assertThat(log.all()).isEmpty();
    }

    @Test
    void leavesOnlyWhenTheLastRequestHasEnded() throws Exception {
        Flusher flusher = flusher(OFTEN);
        flusher.start();
        counters.tally().due();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(flusher::stop);
        await().until(() -> flusher.status().figures().inFlight() == 1);
        int reports = store.reports.size();
        await().until(() -> store.reports.size() > reports + 2);
        assertThat(store.reports).noneMatch(StreamReport::left);

        counters.tally().record(counters.none(), Ending.SUCCESS);
        stopped.get(5, TimeUnit.SECONDS);

        assertThat(store.total(NONE)).isEqualTo(Counts.successes(1));
        StreamReport last = store.reports.get(store.reports.size() - 1);
        assertThat(last.left()).isTrue();
        assertThat(last.figures()).isEqualTo(new StreamFigures(1, 0, 0, 0, 1, 0));
        assertThat(log.all()).isEmpty();
    }

    @Test
    void declaresLostWhatIsUnderWayForTooLongWhenItStops() throws Exception {
        Flusher flusher = flusher(NEVER);
        flusher.start();
        counters.tally().due();
        counters.tally().due();
        counters.tally().record(counters.none(), Ending.SUCCESS);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(flusher::stop);
        awaitTotal(1);
        nanos.addAndGet(Duration.ofMillis(4500).toNanos());
        stopped.get(4, TimeUnit.SECONDS);

        StreamReport last = store.reports.get(store.reports.size() - 1);
        assertThat(last.left()).isTrue();
        assertThat(last.figures()).isEqualTo(new StreamFigures(2, 0, 0, 0, 1, 1));
        assertThat(store.flaws.get(last.stream())).containsValue(new Flaw(1, 0)).hasSize(1);
        // The clock that was put forward is told of too, before this or after it.
        assertThat(log.all())
                .filteredOn(message -> message.startsWith("Stopped while 1 hits were under way"))
                .hasSize(1);
    }

    @Test
    void goesOnTakingWhatEndsOrComesAfterItHadDeclaredWhatWasUnderWay() throws Exception {
        Flusher flusher = flusher(NEVER);
        flusher.start();
        counters.tally().due();
        counters.tally().due();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(flusher::stop);
        await().until(() -> flusher.status().figures().inFlight() == 2);
        nanos.addAndGet(Duration.ofMillis(2500).toNanos());
        await().until(() -> flusher.status().figures().lost() == 2);
        counters.tally().due();
        counters.tally().record(counters.none(), Ending.SUCCESS);
        counters.tally().record(counters.none(), Ending.SUCCESS);
        awaitTotal(2);
        await().until(() -> flusher.status().figures().equals(new StreamFigures(3, 0, 0, 0, 2, 1)));
        counters.tally().record(counters.none(), Ending.SUCCESS);
        stopped.get(4, TimeUnit.SECONDS);

        assertThat(store.total(NONE)).isEqualTo(Counts.successes(3));
        StreamReport last = store.reports.get(store.reports.size() - 1);
        assertThat(last.left()).isTrue();
        assertThat(last.figures()).isEqualTo(new StreamFigures(3, 0, 0, 0, 3, 0));
        assertThat(store.flaws.get(last.stream())).isEmpty();
    }

    @Test
    void declaresWhatBeganAfterTheFirstDeclaration() throws Exception {
        Flusher flusher = flusher(NEVER);
        flusher.start();
        counters.tally().due();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(flusher::stop);
        await().until(() -> flusher.status().figures().inFlight() == 1);
        nanos.addAndGet(Duration.ofMillis(2500).toNanos());
        await().until(() -> flusher.status().figures().lost() == 1);
        counters.tally().due();
        await().until(() -> flusher.status().figures().lost() == 2);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        stopped.get(4, TimeUnit.SECONDS);

        StreamReport last = store.reports.get(store.reports.size() - 1);
        assertThat(store.flaws.get(last.stream())).containsValue(new Flaw(2, 0)).hasSize(1);
    }

    @Test
    void takesWhatBeginsWhileItsLastReportIsUnderWay() throws Exception {
        Flusher flusher = flusher(OFTEN);
        flusher.start();
        AtomicBoolean begun = new AtomicBoolean();
        whenHeard = () -> {
            if (store.reports.get(store.reports.size() - 1).left() && begun.compareAndSet(false, true)) {
                counters.tally().due();
            }
        };
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(flusher::stop);
        await().until(() -> flusher.status().figures().inFlight() == 1);
        int reports = store.reports.size();
        await().until(() -> store.reports.size() > reports + 2);
        counters.tally().record(counters.none(), Ending.SUCCESS);
        stopped.get(5, TimeUnit.SECONDS);

        assertThat(store.total(NONE)).isEqualTo(Counts.successes(1));
        assertThat(store.reports.get(store.reports.size() - 1).figures())
                .isEqualTo(new StreamFigures(1, 0, 0, 0, 1, 0));
    }

    @Test
    void doesNotPesterAStoreThatRefusesAfterTheLastTake() throws Exception {
        Flusher flusher = flusher(OFTEN, Duration.ofSeconds(3), START);
        flusher.start();
        counters.tally().due();
        store.away = true;
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(flusher::stop);
        await().until(() -> flusher.status().figures().inFlight() == 1);
        nanos.addAndGet(Duration.ofMillis(1600).toNanos());
        await().until(() -> flusher.status().figures().lost() == 1);
        nanos.addAndGet(Duration.ofMillis(1100).toNanos());
        await().until(() -> log.all().stream().anyMatch(line -> line.startsWith("Stopped while 1 hits")));
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        stopped.get(30, TimeUnit.SECONDS);

        assertThat(store.reports).hasSizeLessThan(100);
    }

    @Test
    void triesTenTimesASecondAtMostToTakeWhatItCannot() {
        AtomicInteger tries = new AtomicInteger();
        LocalCounters broken = new LocalCounters(100, () -> {
            if (nanos.get() > 0) {
                tries.incrementAndGet();
                throw new IllegalStateException("these cannot be taken");
            }
            return 0;
        });
        Flusher flusher = flusher(broken, OFTEN, Duration.ofMillis(100), Clock.fixed(START, ZoneOffset.UTC));
        flusher.start();
        long began = System.nanoTime();
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        await().pollInterval(Duration.ofMillis(1)).until(() -> tries.get() > 5);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(400));
        flusher.stop();
    }

    @Test
    void sendsWhatACallThatCouldNotEvenBeMadeLeftBehind() {
        Flusher flusher = flusher(OFTEN);
        flusher.start();
        await().until(() -> flusher.status().storeReached());
        store.breaksWhenCalled = true;
        hit(1);
        await().until(() -> store.broken.get() > 2);
        store.breaksWhenCalled = false;
        awaitTotal(1);

        int before = store.broken.get();
        store.breaksWhenSubscribed = true;
        hit(1);
        await().until(() -> store.broken.get() > before + 2);
        store.breaksWhenSubscribed = false;
        awaitTotal(2);
        flusher.stop();
        assertThat(flusher.status().figures().waiting()).isZero();
    }

    @Test
    void goesOnAlthoughItCannotTellHowItIsDoing() {
        AtomicBoolean silent = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        Clock local = new Clock() {
            @Override
            public Instant instant() {
                if (silent.get()) {
                    asked.incrementAndGet();
                    throw new LinkageError("no time to tell");
                }
                return START;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        Flusher flusher = flusher(counters, OFTEN, Duration.ofSeconds(5), local);
        flusher.start();
        hit(1);
        awaitTotal(1);
        silent.set(true);
        await().until(() -> asked.get() > 0);
        hit(2);
        silent.set(false);
        awaitTotal(3);
        flusher.stop();
    }

    @Test
    void saysThatEveryHitArrivedWhereOnlyTheLastReportHasNoAnswer() {
        Flusher flusher = flusher(OFTEN, Duration.ofMillis(300), START);
        flusher.start();
        hit(3);
        await().until(() -> flusher.status().figures().acknowledged() == 3);
        store.pause();
        flusher.stop();

        assertThat(log.all())
                .last(InstanceOfAssertFactories.STRING)
                .startsWith("Stopped without an answer to the last report")
                .doesNotContain("lost");
    }

    @Test
    void tellsWhereEveryHitIs() {
        Flusher flusher = flusher(OFTEN);
        flusher.start();
        counters.tally().due();
        counters.tally().due();
        counters.tally().record(counters.none(), Ending.SUCCESS);
        await().untilAsserted(
                        () -> assertThat(flusher.status().figures()).isEqualTo(new StreamFigures(2, 1, 0, 0, 1, 0)));
        assertThat(flusher.status().figures().difference()).isZero();

        hit(1);
        await().untilAsserted(() ->
                assertThat(flusher.status().figures().acknowledged()).isEqualTo(2));
        assertThat(flusher.status().figures().difference())
                .as("a hit that was not due was counted")
                .isEqualTo(-1);
        flusher.stop();
    }

    @Test
    void saysOnceThatTheClockIsOffAndCountsByTheStoresClock() {
        Flusher flusher = flusher(OFTEN, Duration.ofSeconds(5), START.plusSeconds(5));
        flusher.start();
        hit(1);
        awaitTotal(1);
        flusher.stop();

        assertThat(store.total(WINDOW, NONE)).isEqualTo(Counts.successes(1));
        assertThat(flusher.status().clockOffset()).isBetween(Duration.ofMillis(4900), Duration.ofMillis(5100));
        assertThat(log.all())
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("This machine's clock is")
                .contains("ahead of Redis's");
    }

    @Test
    void putsHitsFromBeforeTheStoreWasThereIntoTheStoresWindows() {
        store.away = true;
        Instant local = START.plusSeconds(3600);
        Flusher flusher = flusher(OFTEN, Duration.ofSeconds(5), local);
        flusher.start();
        hit(3);
        await().until(() -> flusher.status().waitingHits() == 3);
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        hit(2);
        await().until(() -> flusher.status().waitingHits() == 5);
        store.away = false;
        awaitTotal(5);
        hit(4);
        awaitTotal(9);
        flusher.stop();

        assertThat(store.total(WINDOW, NONE)).isEqualTo(Counts.successes(3));
        assertThat(store.total(CALENDAR.after(WINDOW), NONE)).isEqualTo(Counts.successes(6));
        assertThat(store.reports)
                .filteredOn(report -> report.figures().acknowledged() > 0)
                .isNotEmpty()
                .allSatisfy(report -> {
                    assertThat(report.since()).isBetween(START.toEpochMilli() - 1, START.toEpochMilli() + 1);
                    assertThat(report.acknowledgedBefore()).isBetween(WINDOW.from() * 1000, START.toEpochMilli() + 101);
                });
    }

    @Test
    void refusesToStartOnAnotherLayout() {
        store.mismatch = new LayoutMismatchException("tallygate.zone", "UTC", "Europe/Berlin", "p");

        assertThatThrownBy(() -> flusher(OFTEN).start())
                .isInstanceOf(LayoutMismatchException.class)
                .hasMessageContaining("\"UTC\"")
                .hasMessageContaining("\"Europe/Berlin\"");
        assertThat(store.received).isEmpty();
    }

    @Test
    void startsWithoutAStoreSaysSoOnceAndCatchesUp() {
        store.away = true;
        Flusher flusher = flusher(OFTEN);
        flusher.start();
        hit(3);
        await().until(() -> flusher.status().waitingHits() == 3 && store.reports.size() > 5);
        assertThat(log.all()).hasSize(1);
        assertThat(store.received).isEmpty();

        store.away = false;
        awaitTotal(3);
        await().until(() -> log.all().size() == 2);
        flusher.stop();
        assertThat(log.all()).hasSize(2);
    }

    @Test
    void flushesNothingIntoAnotherLayoutThatAppearedMeanwhile() {
        store.away = true;
        Flusher flusher = flusher(OFTEN);
        flusher.start();
        hit(3);
        store.mismatch = new LayoutMismatchException("tallygate.window", "60s", "10s", "p");
        store.away = false;
        await().until(() -> flusher.status().mismatch() != null);
        int reports = store.reports.size();
        await().until(() -> store.reports.size() > reports + 5);

        assertThat(flusher.status().mismatch()).contains("\"60s\"").contains("\"10s\"");
        assertThat(flusher.status().storeReached()).isFalse();
        assertThat(flusher.status().waitingHits()).isEqualTo(3);
        assertThat(store.received).isEmpty();
        store.mismatch = null;
        awaitTotal(3);
        flusher.stop();
    }

    @Test
    void stopsInTimeWithoutAStoreAndSaysWhatIsLost() {
        store.away = true;
        Flusher flusher = flusher(OFTEN, Duration.ofMillis(200), START);
        flusher.start();
        hit(3);
        flusher.stop();

        assertThat(store.hits()).isEmpty();
        assertThat(log.all()).last(InstanceOfAssertFactories.STRING).contains("3 hits");
    }
}
