package io.tallygate.history.audit;

/**
 * Both sides of an equation.
 *
 * @param left what there should be
 * @param right what was found
 * @param moving whether the two never held still for long enough to be compared
 */
public record Balance(long left, long right, boolean moving) {

    static Balance of(long left, long right) {
        return new Balance(left, right, false);
    }

    /** What was found too much, negative if something is missing; 0 where they cannot be compared. */
    public long difference() {
        return moving ? 0 : right - left;
    }
}
