package io.tallygate.count;

import io.tallygate.hit.Cause;
import io.tallygate.hit.Ending;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** The numbers of one counter. They only grow. */
final class Cells {

    static final int SUCCESS = 0;
    static final int CANCELLED = 1;
    static final int FIRST_CAUSE = 2;
    static final int SIZE = FIRST_CAUSE + Cause.values().length;

    private final LongAdder success = new LongAdder();
    private final LongAdder cancelled = new LongAdder();

    // Most counters never see most causes: those adders are made when they are first needed.
    private final AtomicReferenceArray<LongAdder> failures = new AtomicReferenceArray<>(SIZE - FIRST_CAUSE);

    void add(Ending ending) {
        switch (ending.outcome()) {
            case SUCCESS -> success.increment();
            case CANCELLED -> cancelled.increment();
            case FAILURE ->
                failure(slot(ending.cause() == null ? Cause.GATEWAY : ending.cause()))
                        .increment();
        }
    }

    private LongAdder failure(int slot) {
        LongAdder adder = failures.get(slot);
        if (adder == null) {
            failures.compareAndSet(slot, null, new LongAdder());
            adder = failures.get(slot);
        }
        return adder;
    }

    /** Reads all numbers into an array of {@link #SIZE}. */
    void readInto(long[] sums) {
        sums[SUCCESS] = success.sum();
        sums[CANCELLED] = cancelled.sum();
        for (int slot = 0; slot < SIZE - FIRST_CAUSE; slot++) {
            LongAdder adder = failures.get(slot);
            sums[FIRST_CAUSE + slot] = adder == null ? 0 : adder.sum();
        }
    }

    @SuppressWarnings("EnumOrdinal") // an index into an array of this process, never stored
    private static int slot(Cause cause) {
        return cause.ordinal();
    }
}
