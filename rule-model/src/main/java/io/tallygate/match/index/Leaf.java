package io.tallygate.match.index;

import java.util.List;

/** Rules that are looked at one after the other. */
final class Leaf extends Index {

    private final Candidate[] inOrder;

    /** A leaf of at least one rule. */
    Leaf(List<Candidate> inOrder) {
        super(inOrder.get(0).rank());
        this.inOrder = inOrder.toArray(new Candidate[0]);
    }

    @Override
    void lookUp(Search search) {
        for (Candidate candidate : inOrder) {
            if (!search.couldWin(candidate.rank())) {
                return;
            }
            search.offer(candidate);
        }
    }
}
