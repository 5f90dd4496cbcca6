package io.tallygate.match.index;

/** Rules, filed so that those which a request could match are found without looking at the others. */
public abstract class Index {

    private final int first;

    /** An index whose first rule has this rank. */
    Index(int first) {
        this.first = first;
    }

    /** The rank of its first rule. */
    final int first() {
        return first;
    }

    /** Offers every rule that could match and win; and perhaps some that do not. */
    public final void offerTo(Search search) {
        if (search.couldWin(first)) {
            try {
                lookUp(search);
            } catch (RuntimeException e) {
                // Nothing that is filed by a part of the request that cannot be read could match it.
                search.failed(first, e);
            }
        }
    }

    abstract void lookUp(Search search);

    static int firstOf(Iterable<? extends Index> indexes) {
        int first = Integer.MAX_VALUE;
        for (Index index : indexes) {
            first = Math.min(first, index.first);
        }
        return first;
    }
}
