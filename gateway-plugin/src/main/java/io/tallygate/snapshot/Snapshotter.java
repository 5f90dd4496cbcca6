package io.tallygate.snapshot;

import io.tallygate.election.Election;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final Duration interval;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tallygate-snapshot");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> rounds;
    private boolean failing;

    /**
     * A snapshotter that was not started yet.
     *
     * @param interval how often to look for something to close
     */
    public Snapshotter(Election election, Closing closing, KeptStates states, Duration interval) {
        this.election = election;
        this.closing = closing;
        this.states = states;
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

    private void work() {
        closing.closeDue();
        states.keepIfDue();
    }

    private void runOnce() {
        try {
            election.runIfElected(NAME, this::work);
            if (failing) {
                failing = false;
                log.info("Windows are closed again");
            }
        } catch (RuntimeException e) {
            if (!failing && !worker.isShutdown()) {
                failing = true;
                log.warn("Windows cannot be closed for now; what is live stays live: {}", e.toString());
            }
        }
    }
}
