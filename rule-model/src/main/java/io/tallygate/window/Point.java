package io.tallygate.window;

import io.tallygate.hit.Counts;

/**
 * One period's numbers for what was asked about.
 *
 * @param period the stretch of time
 * @param counts the hits in it
 * @param state whether they are all there
 */
public record Point(Period period, Counts counts, State state) {

    /** Whether a period's numbers are all there. */
    public enum State {
        /** The period goes on, or has only just ended. */
        OPEN,
        /** Every hit in it was counted. */
        COMPLETE,
        /** Hits are missing, or may be. */
        PARTIAL
    }
}
