package io.tallygate.match.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Several indexes, each to be looked at. */
final class AllOf extends Index {

    private final Index[] parts;

    AllOf(List<Index> parts) {
        super(firstOf(parts));
        this.parts = parts.toArray(new Index[0]);
        Arrays.sort(this.parts, Comparator.comparingInt(Index::first));
    }

    @Override
    void lookUp(Search search) {
        for (Index part : parts) {
            part.offerTo(search);
        }
    }
}
