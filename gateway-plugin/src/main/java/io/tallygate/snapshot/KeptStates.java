package io.tallygate.snapshot;

import io.tallygate.history.state.StateHistory;
import java.time.Clock;
import java.time.Duration;

/**
 * Keeps the states of hours and days while the records that they follow from are there, at most once a minute: the
 * elected instance only. Two at once do no harm, for both write the same.
 */
public final class KeptStates {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final StateHistory states;
    private final Clock clock;
    private long dueMillis;

    public KeptStates(StateHistory states, Clock clock) {
        this.states = states;
        this.clock = clock;
    }

    /** Keeps what has changed, if it is time to. Blocks until it is done. */
    public void keepIfDue() {
        long now = clock.millis();
        if (now >= dueMillis) {
            states.keep().block(TIMEOUT);
            dueMillis = now + INTERVAL.toMillis();
        }
    }
}
