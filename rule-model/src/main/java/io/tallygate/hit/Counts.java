package io.tallygate.hit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many hits ended how. Its text form is {@code success:failure[:cancelled[:causes]]}, where causes are one letter
 * and a number each, in the order of {@link Cause}, such as {@code 1234:5:0:t3s2}.
 *
 * @param success hits that succeeded, 0 or more
 * @param failure hits that failed, 0 or more
 * @param cancelled hits whose client went away, 0 or more
 * @param causes why the failures failed; each number above 0
 */
public record Counts(long success, long failure, long cancelled, Map<Cause, Long> causes) {

    /** No hit. */
    public static final Counts ZERO = new Counts(0, 0, 0, Map.of());

    public Counts {
        if (success < 0 || failure < 0 || cancelled < 0) {
            throw new IllegalArgumentException(
                    "counts must not be negative: \"" + success + ":" + failure + ":" + cancelled + "\"");
        }
        // Most have no causes, and very many are read at once.
        causes = causes.isEmpty() ? Map.of() : checked(causes);
    }

    private static Map<Cause, Long> checked(Map<Cause, Long> causes) {
        Map<Cause, Long> copy = new EnumMap<>(Cause.class);
        causes.forEach((cause, n) -> {
            if (n < 0) {
                throw new IllegalArgumentException("counts must not be negative: \"" + cause.letter() + n + "\"");
            }
            if (n > 0) {
                copy.put(cause, n);
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    /** Successes only. */
    public static Counts successes(long n) {
        return new Counts(n, 0, 0, Map.of());
    }

    /** Failures of one cause only. */
    public static Counts failures(Cause cause, long n) {
        return new Counts(0, n, 0, Map.of(cause, n));
    }

    /** All hits, however they ended. */
    public long hits() {
        return success + failure + cancelled;
    }

    public boolean isZero() {
        return hits() == 0;
    }

    /** Both together. */
    public Counts plus(Counts other) {
        if (other.isZero()) {
            return this;
        }
        if (isZero()) {
            return other;
        }
        return new Counts(
                success + other.success,
                failure + other.failure,
                cancelled + other.cancelled,
                sum(causes, other.causes));
    }

    private static Map<Cause, Long> sum(Map<Cause, Long> one, Map<Cause, Long> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        Map<Cause, Long> sum = new EnumMap<>(Cause.class);
        sum.putAll(one);
        other.forEach((cause, n) -> sum.merge(cause, n, Long::sum));
        return sum;
    }

    /** The text form. */
    public String format() {
        StringBuilder text = new StringBuilder(24).append(success).append(':').append(failure);
        if (cancelled > 0 || !causes.isEmpty()) {
            text.append(':').append(cancelled);
        }
        if (!causes.isEmpty()) {
            text.append(':');
            causes.forEach((cause, n) -> text.append(cause.letter()).append(n));
        }
        return text.toString();
    }

    /**
     * The counts of a text form.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Counts parse(String text) {
        return parse(text, 0);
    }

    /**
     * The counts of the text form that begins at an index of a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Counts parse(String text, int from) {
        return new CountsReader(text, from).read();
    }
}
