package io.tallygate.flush;

/**
 * What the hits of one stream in one period lack. A period with a flaw is partial.
 *
 * @param lost hits that the store had acknowledged and forgotten, and that could no longer be sent again; or whose fate is
 *     unknown
 * @param merged hits that are counted in the period's hour or day only
 */
public record Flaw(long lost, long merged) {

    static final Flaw NONE = new Flaw(0, 0);

    /** Both together. */
    public Flaw plus(Flaw other) {
        return new Flaw(lost + other.lost, merged + other.merged);
    }

    /** What is left of it without another one. */
    Flaw minus(Flaw other) {
        return new Flaw(Math.max(0, lost - other.lost), Math.max(0, merged - other.merged));
    }

    /** The greater number of each. */
    public Flaw max(Flaw other) {
        return new Flaw(Math.max(lost, other.lost), Math.max(merged, other.merged));
    }
}
