package io.tallygate.flush;

import io.tallygate.count.HitTally;
import io.tallygate.count.LocalCounters;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Shards;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Takes this instance's hits at every interval and at every window's end, so that what it takes belongs to one window,
 * and has them delivered. One thread of its own does it all; it never waits for the store.
 */
public final class Flusher {

    private static final Logger log = LoggerFactory.getLogger(Flusher.class);
    private static final Duration HURRY = Duration.ofMillis(100);
    private static final Duration TOLERATED = Duration.ofSeconds(1);

    private final LocalCounters counters;
    private final Calendar calendar;
    private final CounterStore store;
    private final StoreClock clock;
    private final Settings settings;
    private final Consumer<String> rulesHeard;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(Flusher::daemon);
    private final CountDownLatch left = new CountDownLatch(1);
    private final Delivery delivery;

    private Period window;
    private long dueNanos;
    private @Nullable Departure departure;
    private boolean took;
    private boolean failing;
    private boolean clockIsOff;
    private boolean holding;
    private long heldAt;
    private long taken;
    private @Nullable Future<?> next;
    private volatile FlushStatus status;
    private volatile Consumer<Map<CounterKey, Counts>> watcher = deltas -> {};
    private boolean watcherFailed;

    /**
     * How to flush.
     *
     * @param instanceName a label for this instance
     * @param interval how often
     * @param shutdownTimeout how long the last flush may take
     * @param limits how far the delivery goes
     */
    public record Settings(String instanceName, Duration interval, Duration shutdownTimeout, DeliveryLimits limits) {}

    /**
     * A flusher that does nothing yet.
     *
     * @param rulesHeard told with each report where the dynamic rules stand; must not block
     */
    public Flusher(
            LocalCounters counters,
            Calendar calendar,
            Shards shards,
            CounterStore store,
            StoreClock clock,
            Settings settings,
            Consumer<String> rulesHeard) {
        this.counters = counters;
        this.calendar = calendar;
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.rulesHeard = rulesHeard;
        this.delivery = new Delivery(
                new StreamQueues(settings.instanceName(), calendar, shards, settings.limits(), clock.nanos()),
                store,
                clock,
                Schedulers.fromExecutorService(loop),
                settings.limits());
        this.window = windowAt(clock.millis());
        this.status = delivery.status(Duration.ZERO);
        // Right after a tick its hits are under way: only now does the status tell what arrived.
        delivery.whenReported(known -> {
            status = delivery.status(status.latestTick());
            rulesHeard.accept(known.rules());
        });
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tallygate-flush");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to flush. A store that does not answer is no obstacle.
     *
     * @throws LayoutMismatchException if the store is there and was laid out otherwise
     */
    public void start() {
        try {
            long sent = clock.nanos();
            CounterStore.Known known =
                    store.report(delivery.firstReport()).block(settings.limits().timeout());
            if (known != null) {
                clock.sample(sent, clock.nanos(), known.storeMillis());
                rulesHeard.accept(known.rules());
            }
        } catch (LayoutMismatchException e) {
            loop.shutdownNow();
            throw e;
        } catch (RuntimeException e) {
            // The first round asks again, and says so.
            log.debug("Redis is not there yet", e);
        }
        delivery.begin();
        window = windowAt(clock.millis());
        dueNanos = clock.nanos();
        loop.execute(this::tick);
    }

    /**
     * Flushes until no request is under way and nothing is left, and says that the stream has left; or for as long as it
     * may take.
     */
    public void stop() {
        loop.execute(() -> {
            departure = new Departure(clock.nanos(), settings.shutdownTimeout());
            if (next != null) {
                next.cancel(false);
            }
            tick();
        });
        try {
            if (!left.await(settings.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                Departure.breakOff(status.figures());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            loop.shutdownNow();
        }
    }

    /** Has whatever is taken from now on shown to a watcher, which must not block. */
    public void watch(Consumer<Map<CounterKey, Counts>> watcher) {
        this.watcher = watcher;
    }

    /** How the flush is doing, as of the last tick or report. */
    public FlushStatus status() {
        return status;
    }

    private void tick() {
        Duration lateness = Duration.ofNanos(Math.max(0, clock.nanos() - dueNanos));
        took = false;
        try {
            takeAndSend(lateness);
            failing = false;
        } catch (RuntimeException | Error e) {
            if (!failing) {
                failing = true;
                log.error("The flush failed; it goes on with the next interval", e);
            }
        } finally {
            if (delivery.hasLeft() && (took || tookLast())) {
                left.countDown();
            } else {
                schedule();
            }
        }
        watchClock(status.clockOffset());
    }

    private void takeAndSend(Duration lateness) {
        try {
            if (!tookLast()) {
                take();
                took = true;
            }
            if (!delivery.hasLeft()) {
                delivery.round();
            }
        } finally {
            status = delivery.status(lateness);
        }
    }

    private boolean tookLast() {
        return departure != null && departure.tookLast();
    }

    private void watchClock(Duration offset) {
        boolean off = offset.abs().compareTo(TOLERATED) > 0;
        if (off && !clockIsOff) {
            log.warn(
                    "This machine's clock is {} s {} Redis's; hits are still counted into the right windows, by Redis's"
                            + " clock. Have its time synchronised",
                    offset.abs().toMillis() / 1000.0,
                    offset.isNegative() ? "behind" : "ahead of");
        } else if (clockIsOff && !off) {
            log.info("This machine's clock agrees with Redis's again");
        }
        clockIsOff = off;
    }

    private void take() {
        if (!clock.isSynchronised()) {
            heldAt = clock.nanos();
            holding = true;
            delivery.hold(taken(), heldAt);
            window = windowAt(clock.millis());
            return;
        }
        if (holding) {
            holding = false;
            window = windowAt(clock.millisAt(heldAt));
        }
        long now = clock.millis();
        Taken latest = taken();
        delivery.add(window, latest, now);
        Departure leaving = departure;
        if (leaving != null) {
            leaving.after(latest, window, clock.nanos(), delivery);
        }
        Period current = windowAt(now);
        // Windows only move forward: a store whose clock was set back must not reopen one.
        if (current.from() > window.from()) {
            window = current;
        }
    }

    private Period windowAt(long millis) {
        return calendar.containing(Granularity.WINDOW, millis / 1000);
    }

    private Taken taken() {
        HitTally tally = counters.tally();
        long atLeast = tally.recordedAtLeast();
        Map<CounterKey, Counts> deltas = counters.take();
        show(deltas);
        taken += deltas.values().stream().mapToLong(Counts::hits).sum();
        // Requests go on while the counters are read: what was taken lies between what was recorded before and after.
        long recorded = Math.max(atLeast, Math.min(taken, tally.recordedAtMost()));
        long due = tally.allDue();
        return new Taken(deltas, due, due - recorded);
    }

    /** Whatever the watcher does, the hits that were taken go on to the store. */
    private void show(Map<CounterKey, Counts> deltas) {
        try {
            watcher.accept(deltas);
        } catch (RuntimeException | Error e) {
            if (!watcherFailed) {
                watcherFailed = true;
                log.error("What watches the flush failed, and shows fewer hits than history from now on", e);
            }
        }
    }

    private void schedule() {
        Duration untilWindowEnds = Duration.between(clock.instant(), Instant.ofEpochSecond(window.to()));
        Duration delay = departure != null ? HURRY : settings.interval();
        if (untilWindowEnds.compareTo(delay) < 0) {
            delay = untilWindowEnds.isNegative() ? sinceWindowEnded() : untilWindowEnds;
        }
        dueNanos = clock.nanos() + delay.toNanos();
        next = loop.schedule(this::tick, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** It ended just now, and the next take is late; or nothing was taken, and the next tick may take nothing either. */
    private Duration sinceWindowEnded() {
        return took ? Duration.ZERO : HURRY;
    }
}
