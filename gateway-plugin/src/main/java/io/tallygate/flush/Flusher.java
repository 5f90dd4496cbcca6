package io.tallygate.flush;

import io.tallygate.count.LocalCounters;
import io.tallygate.hit.Shards;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

    private final LocalCounters counters;
    private final Calendar calendar;
    private final CounterStore store;
    private final StoreClock clock;
    private final Settings settings;
    private final String stream = UUID.randomUUID().toString();
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(Flusher::daemon);
    private final CountDownLatch left = new CountDownLatch(1);
    private final Delivery delivery;

    private Period window;
    private long dueNanos;
    private boolean stopping;
    private boolean failing;
    private @Nullable Future<?> next;
    private volatile FlushStatus status;

    /**
     * How to flush.
     *
     * @param instanceName a label for this instance
     * @param interval how often
     * @param timeout how long to wait for an answer of the store before a batch is sent again
     * @param shutdownTimeout how long the last flush may take
     */
    public record Settings(String instanceName, Duration interval, Duration timeout, Duration shutdownTimeout) {}

    public Flusher(
            LocalCounters counters,
            Calendar calendar,
            Shards shards,
            CounterStore store,
            StoreClock clock,
            Settings settings) {
        this.counters = counters;
        this.calendar = calendar;
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.delivery = new Delivery(
                new Delivery.Stream(stream, settings.instanceName()),
                store,
                clock,
                Schedulers.fromExecutorService(loop),
                settings.timeout(),
                shards);
        this.window = calendar.containing(Granularity.WINDOW, clock.millis() / 1000);
        this.status = new FlushStatus(stream, false, 0, null, Duration.ZERO, null);
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
            Long storeMillis = store.report(delivery.firstReport()).block(settings.timeout());
            if (storeMillis != null) {
                clock.sample(sent, clock.nanos(), storeMillis);
            }
        } catch (LayoutMismatchException e) {
            loop.shutdownNow();
            throw e;
        } catch (RuntimeException e) {
            // The first round asks again, and says so.
            log.debug("Redis is not there yet", e);
        }
        delivery.begin();
        window = calendar.containing(Granularity.WINDOW, clock.millis() / 1000);
        dueNanos = clock.nanos();
        loop.execute(this::tick);
    }

    /** Closes the window, flushes what is left, and says that the stream has left. Waits for it as long as configured. */
    public void stop() {
        loop.execute(() -> {
            stopping = true;
            delivery.leave();
            if (next != null) {
                next.cancel(false);
            }
            tick();
        });
        try {
            if (!left.await(settings.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Stopped with {} hits that Redis has not acknowledged; they are lost", status.waitingHits());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            loop.shutdownNow();
        }
    }

    /** How the flush is doing, as of the last tick. */
    public FlushStatus status() {
        return status;
    }

    private void tick() {
        Duration lateness = Duration.ofNanos(Math.max(0, clock.nanos() - dueNanos));
        if (delivery.hasLeft()) {
            status = delivery.status(lateness);
            left.countDown();
            return;
        }
        try {
            take();
            delivery.round();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                log.error("The flush failed; it goes on with the next interval", e);
            }
        }
        status = delivery.status(lateness);
        schedule();
    }

    private void take() {
        long now = clock.millis();
        delivery.add(window, counters.take(), now);
        Period current = calendar.containing(Granularity.WINDOW, now / 1000);
        // Windows only move forward: a store whose clock was set back must not reopen one.
        if (current.from() > window.from()) {
            window = current;
        }
    }

    private void schedule() {
        Duration untilWindowEnds = Duration.between(clock.instant(), Instant.ofEpochSecond(window.to()));
        Duration delay = stopping ? HURRY : settings.interval();
        if (untilWindowEnds.compareTo(delay) < 0) {
            delay = untilWindowEnds.isNegative() ? Duration.ZERO : untilWindowEnds;
        }
        dueNanos = clock.nanos() + delay.toNanos();
        next = loop.schedule(this::tick, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
