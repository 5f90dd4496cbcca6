package io.tallygate.match.index;

import io.tallygate.match.text.TextIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules by the path: exact ones by hash, patterns and prefixes in a tree, regexes by the text that they require. */
final class PathIndex extends Index {

    private final Map<List<String>, Index> exact;
    private final @Nullable PathTree patterns;
    private final @Nullable TextIndex<Index> holding;

    private PathIndex(Builder built) {
        super(built.first());
        this.exact = Map.copyOf(built.exact);
        this.patterns = built.patterns.isEmpty() ? null : PathTree.of(built.patterns);
        this.holding = built.holding.isEmpty() ? null : TextIndex.of(built.holding);
    }

    /** Collects what is filed. */
    static final class Builder {
        private final Map<List<String>, Index> exact = new HashMap<>();
        private final Map<Anchor.PathPattern, Index> patterns = new HashMap<>();
        private final Map<String, Index> holding = new HashMap<>();

        void exact(List<String> segments, Index index) {
            exact.put(segments, index);
        }

        void pattern(Anchor.PathPattern pattern, Index index) {
            patterns.put(pattern, index);
        }

        void holding(String text, Index index) {
            holding.put(text, index);
        }

        boolean isEmpty() {
            return exact.isEmpty() && patterns.isEmpty() && holding.isEmpty();
        }

        private int first() {
            List<Index> all = new ArrayList<>(exact.values());
            all.addAll(patterns.values());
            all.addAll(holding.values());
            return firstOf(all);
        }

        PathIndex build() {
            return new PathIndex(this);
        }
    }

    @Override
    void lookUp(Search search) {
        if (!exact.isEmpty()) {
            Index found = exact.get(search.request().path());
            if (found != null) {
                found.offerTo(search);
            }
        }
        if (patterns != null) {
            patterns.find(search.request().path(), search);
        }
        if (holding != null) {
            holding.find(search.pathText(), index -> index.offerTo(search));
        }
    }
}
