package io.tallygate.hit;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An outcome, with its cause where it is a failure. There is one object for each, so that recording allocates nothing.
 */
public final class Ending {

    public static final Ending SUCCESS = new Ending(Outcome.SUCCESS, null);
    public static final Ending CANCELLED = new Ending(Outcome.CANCELLED, null);

    private static final Map<Cause, Ending> FAILURES = Collections.unmodifiableMap(Arrays.stream(Cause.values())
            .collect(Collectors.toMap(
                    cause -> cause,
                    cause -> new Ending(Outcome.FAILURE, cause),
                    (a, b) -> a,
                    () -> new EnumMap<>(Cause.class))));

    private final Outcome outcome;
    private final @Nullable Cause cause;

    private Ending(Outcome outcome, @Nullable Cause cause) {
        this.outcome = outcome;
        this.cause = cause;
    }

    /** The failure with this cause. */
    public static Ending failure(Cause cause) {
        Ending ending = FAILURES.get(cause);
        if (ending == null) {
            throw new IllegalStateException("no ending for cause \"" + cause.word() + "\"");
        }
        return ending;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Why it failed; null unless it did. */
    public @Nullable Cause cause() {
        return cause;
    }

    @Override
    public String toString() {
        return cause == null ? outcome.name() : outcome + " " + cause.word();
    }
}
