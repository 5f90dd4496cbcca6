package io.tallygate.history.state;

import io.tallygate.flush.Flaw;
import io.tallygate.window.Period;
import io.tallygate.window.Point;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a period's numbers are all there, and what is missing if they are not.
 *
 * @param kind the state
 * @param missing the names of the instances that have not told of the period
 * @param flaws what was declared, of this period or of coarser ones that hold it
 */
public record PeriodState(Kind kind, Set<String> missing, Map<Period, Flaw> flaws) {

    static final PeriodState ABSENT = new PeriodState(Kind.ABSENT, Set.of(), Map.of());
    static final PeriodState OPEN = new PeriodState(Kind.OPEN, Set.of(), Map.of());
    static final PeriodState COMPLETE = new PeriodState(Kind.COMPLETE, Set.of(), Map.of());

    /** Whether a period's numbers are all there. */
    public enum Kind {
        /** Nobody counted, nor declared a loss, or nothing is kept. */
        ABSENT,
        /** It goes on, or has only just ended. */
        OPEN,
        /** Every hit in it was counted. */
        COMPLETE,
        /** Hits are missing, or may be. */
        PARTIAL;

        /** The state as it is written in answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PeriodState {
        missing = Set.copyOf(missing);
        flaws = Map.copyOf(flaws);
    }

    static PeriodState partial(Set<String> missing, Map<Period, Flaw> flaws) {
        return new PeriodState(Kind.PARTIAL, missing, flaws);
    }

    /** Whether it will stay so, unless a stream comes back. */
    public boolean isFinal() {
        return kind == Kind.COMPLETE || kind == Kind.PARTIAL;
    }

    /** The same of a period in which there are hits: somebody counted, and nobody is known who says that it is all. */
    PeriodState withHits() {
        return kind == Kind.ABSENT ? partial(Set.of(), Map.of()) : this;
    }

    /** The state of a point in this period. */
    Point.State ofPoint() {
        return switch (kind) {
            case OPEN -> Point.State.OPEN;
            case COMPLETE -> Point.State.COMPLETE;
            case PARTIAL, ABSENT -> Point.State.PARTIAL;
        };
    }
}
