package io.tallygate.window;

/**
 * A stretch of time [from, to) that one point covers.
 *
 * @param granularity what kind of stretch
 * @param from its first second, in seconds since the epoch
 * @param to the first second after it
 */
public record Period(Granularity granularity, long from, long to) {
    public Period {
        if (from >= to) {
            throw new IllegalArgumentException("a period must end after it starts: \"" + from + ", " + to + "\"");
        }
    }

    /** The name of the period in the index of what is live, such as {@code w:1763683200}. */
    public String format() {
        return granularity.letter() + ":" + from;
    }
}
