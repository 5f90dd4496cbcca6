package io.tallygate.flush;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import java.util.Map;

/**
 * What was taken from the counters at one tick.
 *
 * @param deltas the hits since the last tick, by counter
 * @param decided all hits that were ever due
 * @param inFlight those of them whose outcome is not known yet
 */
record Taken(Map<CounterKey, Counts> deltas, long decided, long inFlight) {

    /** Whether nothing was taken and nothing is under way. */
    boolean isQuiet() {
        return deltas.isEmpty() && inFlight <= 0;
    }
}
