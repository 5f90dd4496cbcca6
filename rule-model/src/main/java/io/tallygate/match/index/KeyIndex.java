package io.tallygate.match.index;

import io.tallygate.rule.Strategy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rules by the key of a parameter, cookie or header, then by its value. */
final class KeyIndex extends Index {

    /** So many keys are asked for rather than going through all names: a server has to collect those of headers first. */
    private static final int FEW = 8;

    private static final int FEW_HEADERS = 64;

    private final Strategy source;
    private final Map<String, ValueIndex> byKey;

    private KeyIndex(Strategy source, Map<String, ValueIndex> byKey) {
        super(byKey.values().stream().mapToInt(ValueIndex::first).min().orElse(Integer.MAX_VALUE));
        this.source = source;
        this.byKey = Map.copyOf(byKey);
    }

    static KeyIndex of(Strategy source, Map<String, ValueIndex.Builder> byKey) {
        Map<String, ValueIndex> built = new HashMap<>();
        byKey.forEach((key, values) -> built.put(key, values.build()));
        return new KeyIndex(source, built);
    }

    @Override
    void lookUp(Search search) {
        if (byKey.size() <= (source == Strategy.HEADER ? FEW_HEADERS : FEW)) {
            byKey.forEach((key, values) -> lookUp(key, values, search));
            return;
        }
        for (String name : search.request().names(source)) {
            // No copy is made of a name that is in lower case already.
            ValueIndex values = byKey.get(source == Strategy.HEADER ? name.toLowerCase(Locale.ROOT) : name);
            if (values != null) {
                lookUp(name, values, search);
            }
        }
    }

    private void lookUp(String name, ValueIndex values, Search search) {
        if (search.couldWin(values.first())) {
            List<String> found = search.request().values(source, name);
            if (!found.isEmpty()) {
                values.lookUp(found, search);
            }
        }
    }
}
