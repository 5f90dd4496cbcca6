package io.tallygate.window;

import io.tallygate.hit.Counts;

/**
 * One period's numbers for what was asked about.
 *
 * @param period the stretch of time
 * @param counts the hits in it
 * @param state whether more is still to come
 */
public record Point(Period period, Counts counts, State state) {

    /** Whether a period's numbers can still change in the ordinary course of things. */
    public enum State {
        /** The period goes on, or has not been closed yet. */
        OPEN,
        /** The period was closed. */
        CLOSED
    }
}
