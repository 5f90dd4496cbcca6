package io.tallygate.count;

import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import java.lang.ref.WeakReference;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the flush knows of one counter: what it took last, and since when nothing came. A retired counter is read on
 * until its handle is garbage, which is when no request can hit it any more.
 */
final class Tracked {

    private final CounterKey key;
    private final Cells cells;
    private final WeakReference<Counter> handle;
    private final @Nullable CounterFamily family;
    private final long[] taken = new long[Cells.SIZE];
    private final long[] sums = new long[Cells.SIZE];
    private long lastHitNanos;
    private boolean retired;

    Tracked(CounterKey key, Cells cells, Counter handle, @Nullable CounterFamily family, long nowNanos) {
        this.key = key;
        this.cells = cells;
        this.handle = new WeakReference<>(handle);
        this.family = family;
        this.lastHitNanos = nowNanos;
    }

    CounterKey key() {
        return key;
    }

    /** What came since the last call. */
    Counts take(long nowNanos) {
        cells.readInto(sums);
        long success = sums[Cells.SUCCESS] - taken[Cells.SUCCESS];
        long cancelled = sums[Cells.CANCELLED] - taken[Cells.CANCELLED];
        long failure = 0;
        for (int i = Cells.FIRST_CAUSE; i < Cells.SIZE; i++) {
            failure += sums[i] - taken[i];
        }
        if (success + cancelled + failure == 0) {
            return Counts.ZERO;
        }
        Counts delta = new Counts(success, failure, cancelled, failure == 0 ? Map.of() : causes());
        System.arraycopy(sums, 0, taken, 0, sums.length);
        lastHitNanos = nowNanos;
        return delta;
    }

    private Map<Cause, Long> causes() {
        Map<Cause, Long> causes = new EnumMap<>(Cause.class);
        int i = Cells.FIRST_CAUSE;
        for (Cause cause : Cause.values()) {
            long n = sums[i] - taken[i];
            if (n > 0) {
                causes.put(cause, n);
            }
            i++;
        }
        return causes;
    }

    /** Takes an idle counter out of its family, so that no new request finds it. */
    void retireIfIdle(long nowNanos, long maxIdleNanos) {
        Counter counter = handle.get();
        if (!retired && family != null && counter != null && nowNanos - lastHitNanos >= maxIdleNanos) {
            family.forget(key.node(), counter);
            retired = true;
        }
    }

    /** Whether nobody can hit this counter any more. The last hit may still have to be taken. */
    boolean isUnreachable() {
        return handle.refersTo(null);
    }
}
