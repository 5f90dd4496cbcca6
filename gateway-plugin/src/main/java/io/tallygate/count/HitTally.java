package io.tallygate.count;

import io.tallygate.hit.Ending;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many hits were due and how many were recorded, counted apart from the counters themselves, so that the one can be
 * held against the other. Any thread counts.
 */
public final class HitTally {

    private final LongAdder due = new LongAdder();
    private final LongAdder begun = new LongAdder();
    private final LongAdder recorded = new LongAdder();

    /** A hit will be recorded when its outcome is known. */
    public void due() {
        due.increment();
    }

    /** Records a hit that was due. */
    public void record(Counter counter, Ending ending) {
        begun.increment();
        counter.record(ending);
        recorded.increment();
    }

    /** Hits that were ever due. */
    public long allDue() {
        return due.sum();
    }

    /** Hits that are recorded for certain; to be asked before the counters are read. */
    public long recordedAtLeast() {
        return recorded.sum();
    }

    /** Hits that may be recorded; to be asked after the counters were read. */
    public long recordedAtMost() {
        return begun.sum();
    }
}
