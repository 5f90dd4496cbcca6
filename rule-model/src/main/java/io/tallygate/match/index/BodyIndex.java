package io.tallygate.match.index;

import io.tallygate.match.condition.Body;
import io.tallygate.match.condition.JsonScalars;
import io.tallygate.match.text.TextIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules by the body that has been read: by its whole text, by a text in it, and by the scalars of its JSON. */
final class BodyIndex extends Index {

    private final Map<String, Index> equal;
    private final @Nullable TextIndex<Index> holding;
    private final @Nullable JsonScalars<Map<String, Index>> scalars;

    private BodyIndex(Builder built) {
        super(built.first());
        this.equal = Map.copyOf(built.equal);
        this.holding = built.holding.isEmpty() ? null : TextIndex.of(built.holding);
        this.scalars = built.scalars.isEmpty() ? null : JsonScalars.at(built.scalars);
    }

    /** Collects what is filed. */
    static final class Builder {
        private final Map<String, Index> equal = new HashMap<>();
        private final Map<String, Index> holding = new HashMap<>();
        private final Map<String, Map<String, Index>> scalars = new HashMap<>();

        void equal(String text, Index index) {
            equal.put(text, index);
        }

        void holding(String text, Index index) {
            holding.put(text, index);
        }

        void at(String pointer, String value, Index index) {
            scalars.computeIfAbsent(pointer, p -> new HashMap<>()).put(value, index);
        }

        boolean isEmpty() {
            return equal.isEmpty() && holding.isEmpty() && scalars.isEmpty();
        }

        private int first() {
            List<Index> all = new ArrayList<>(equal.values());
            all.addAll(holding.values());
            scalars.values().forEach(byValue -> all.addAll(byValue.values()));
            return firstOf(all);
        }

        BodyIndex build() {
            return new BodyIndex(this);
        }
    }

    @Override
    void lookUp(Search search) {
        if (!(search.request().body() instanceof Body.Read body)) {
            return;
        }
        if (!equal.isEmpty()) {
            offer(equal.get(body.text()), search);
        }
        if (holding != null) {
            holding.find(body.text(), index -> index.offerTo(search));
        }
        if (scalars != null) {
            scalars.any(body.bytes(), (byValue, scalar) -> {
                offer(byValue.get(scalar), search);
                return false;
            });
        }
    }

    private static void offer(@Nullable Index found, Search search) {
        if (found != null) {
            found.offerTo(search);
        }
    }
}
