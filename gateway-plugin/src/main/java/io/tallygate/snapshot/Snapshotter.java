package io.tallygate.snapshot;

import io.tallygate.election.Election;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again and again to be elected, and closes what is due when it is. A thread of its own; it may block. */
public final class Snapshotter {

    private static final Logger log = LoggerFactory.getLogger(Snapshotter.class);
    private static final String NAME = "snapshot";

    private final Election election;
    private final Closing closing;
    private final KeptStates states;
    private final BooleanSupplier mayClose;
    private final Duration interval;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tallygate-snapshot");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> rounds;
    private volatile SnapshotStatus status = SnapshotStatus.NONE;

    /**
     * A snapshotter that was not started yet.
     *
     * @param mayClose whether the store was laid out as this instance believes, and its time is known
     * @param interval how often to look for something to close
     */
    public Snapshotter(
            Election election, Closing closing, KeptStates states, BooleanSupplier mayClose, Duration interval) {
        this.election = election;
        this.closing = closing;
        this.states = states;
        this.mayClose = mayClose;
        this.interval = interval;
    }

    public void start() {
        rounds = worker.scheduleWithFixedDelay(
                this::runOnce, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops after the step in progress; what is left is closed by the next elected instance. */
    public void stop() {
        if (rounds != null) {
            rounds.cancel(true);
        }
        worker.shutdownNow();
    }

    /** What this instance has closed so far. */
    public SnapshotStatus status() {
        return status;
    }

    private void runOnce() {
        if (!mayClose.getAsBoolean()) {
            return;
        }
        boolean failing = status.failing();
        try {
            election.runIfElected(NAME, this::work);
            if (failing) {
                status = status.after(Closing.Closed.NOTHING, Duration.ZERO);
                log.info("Windows are closed again");
            }
        } catch (RuntimeException | Error e) {
            // An error, too, must not end the rounds: nobody else might close.
            if (worker.isShutdown()) {
                return;
            }
            status = status.afterFailure();
            if (!failing) {
                log.warn("Windows cannot be closed for now; what is live stays live: {}", e.toString());
            }
        }
    }

    private void work() {
        long begun = System.nanoTime();
        try {
            Closing.Closed closed = closing.closeDue();
            status = status.after(closed, Duration.ofNanos(System.nanoTime() - begun));
        } finally {
            states.keepIfDue();
        }
    }
}
