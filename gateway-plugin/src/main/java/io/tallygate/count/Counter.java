package io.tallygate.count;

import io.tallygate.hit.Ending;
import java.lang.ref.Reference;

/**
 * A handle on one counter. As long as a request holds it, the counter is read at every flush, so a hit recorded through
 * it is never lost, however late.
 */
public final class Counter {

    private final Cells cells;

    Counter(Cells cells) {
        this.cells = cells;
    }

    /** Counts one hit. Safe from any thread; takes no lock and allocates nothing. */
    public void record(Ending ending) {
        try {
            cells.add(ending);
        } finally {
            // Without it the handle could be garbage, and the counter read for the last time, while add still runs.
            Reference.reachabilityFence(this);
        }
    }
}
