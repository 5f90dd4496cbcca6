package io.tallygate.match.index;

import java.util.Map;

/** Rules by the method that they take. */
final class MethodIndex extends Index {

    private final Map<String, Index> byMethod;

    MethodIndex(Map<String, Index> byMethod) {
        super(firstOf(byMethod.values()));
        this.byMethod = Map.copyOf(byMethod);
    }

    @Override
    void lookUp(Search search) {
        Index found = byMethod.get(search.request().method());
        if (found != null) {
            found.offerTo(search);
        }
    }
}
