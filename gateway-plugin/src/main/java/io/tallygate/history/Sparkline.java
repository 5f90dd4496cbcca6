package io.tallygate.history;

import io.tallygate.hit.Counts;
import java.util.List;

/**
 * The hits of the last 60 minutes in equal steps.
 *
 * @param from the first second, in seconds since the epoch
 * @param step the length of a step, in seconds
 * @param counts the hits of each step
 */
public record Sparkline(long from, long step, List<Counts> counts) {
    public Sparkline {
        counts = List.copyOf(counts);
    }
}
