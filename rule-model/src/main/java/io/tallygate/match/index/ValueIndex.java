package io.tallygate.match.index;

import io.tallygate.match.text.TextIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules by the value of one parameter, cookie or header. */
final class ValueIndex {

    private final int first;
    private final Map<String, Index> equal;
    private final @Nullable TextIndex<Index> holding;
    private final @Nullable Index any;

    private ValueIndex(Builder built) {
        List<Index> all = new ArrayList<>(built.equal.values());
        all.addAll(built.holding.values());
        if (built.any != null) {
            all.add(built.any);
        }
        this.first = Index.firstOf(all);
        this.equal = Map.copyOf(built.equal);
        this.holding = built.holding.isEmpty() ? null : TextIndex.of(built.holding);
        this.any = built.any;
    }

    /** Collects what is filed. */
    static final class Builder {
        private final Map<String, Index> equal = new HashMap<>(2);
        private final Map<String, Index> holding = new HashMap<>(2);
        private @Nullable Index any;

        void equal(String value, Index index) {
            equal.put(value, index);
        }

        void holding(String text, Index index) {
            holding.put(text, index);
        }

        void any(Index index) {
            any = index;
        }

        ValueIndex build() {
            return new ValueIndex(this);
        }
    }

    /** The rank of its first rule. */
    int first() {
        return first;
    }

    void lookUp(List<String> values, Search search) {
        if (any != null) {
            any.offerTo(search);
        }
        for (String value : values) {
            Index found = equal.get(value);
            if (found != null) {
                found.offerTo(search);
            }
            if (holding != null) {
                holding.find(value, index -> index.offerTo(search));
            }
        }
    }
}
