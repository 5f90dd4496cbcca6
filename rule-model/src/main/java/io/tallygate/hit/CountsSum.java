package io.tallygate.hit;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds many counts up, without a new {@link Counts} for each as {@link Counts#plus} makes one. For one thread at a time.
 */
public final class CountsSum {

    private long success;
    private long failure;
    private long cancelled;
    private @Nullable Map<Cause, Long> causes;
    private @Nullable Counts only;
    private boolean any;

    /** Adds some more. */
    public void add(Counts counts) {
        success += counts.success();
        failure += counts.failure();
        cancelled += counts.cancelled();
        if (any) {
            if (only != null) {
                addCauses(only);
                only = null;
            }
            addCauses(counts);
        } else {
            // Many sums get no more than one: then nothing needs to be made anew.
            any = true;
            only = counts;
        }
    }

    private void addCauses(Counts counts) {
        // Most have none.
        if (!counts.causes().isEmpty()) {
            Map<Cause, Long> sums = causes == null ? new EnumMap<>(Cause.class) : causes;
            counts.causes().forEach((cause, n) -> sums.merge(cause, n, Long::sum));
            causes = sums;
        }
    }

    /** All hits so far, however they ended. */
    public long hits() {
        return success + failure + cancelled;
    }

    /** The failures so far. */
    public long failures() {
        return failure;
    }

    /** All together so far. */
    public Counts total() {
        return only != null ? only : new Counts(success, failure, cancelled, causes == null ? Map.of() : causes);
    }
}
