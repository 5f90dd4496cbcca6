package io.tallygate.protocol;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How often each chance may still happen.
 *
 * @param left the chances that may, and how often
 */
record Budget(Map<Chance, Integer> left) {

    static final Budget NONE = new Budget(Map.of());

    Budget {
        Map<Chance, Integer> copy = new EnumMap<>(Chance.class);
        copy.putAll(left);
        copy.values().removeIf(times -> times == 0);
        left = Collections.unmodifiableMap(copy);
    }

    int left(Chance chance) {
        return left.getOrDefault(chance, 0);
    }

    Budget plus(Chance chance, int times) {
        Map<Chance, Integer> changed = new EnumMap<>(Chance.class);
        changed.putAll(left);
        changed.merge(chance, times, Integer::sum);
        return new Budget(changed);
    }

    Budget minus(Chance chance) {
        return plus(chance, -1);
    }
}
