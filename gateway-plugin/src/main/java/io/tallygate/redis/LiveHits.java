package io.tallygate.redis;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.window.Entry;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hits that were found in live periods of a shard; of tens of thousands of counters at times. */
final class LiveHits {

    private final Map<Period, Map<String, Kept>> byPeriod = new LinkedHashMap<>();

    /**
     * Begins with what is known already.
     *
     * @param known hits by period and counter, which are not written to
     * @param sought the other periods that are looked for
     */
    LiveHits(Map<Period, Map<String, Kept>> known, List<Period> sought) {
        byPeriod.putAll(known);
        sought.forEach(period -> byPeriod.put(period, new HashMap<>()));
    }

    /** Adds what was found, or replaces what was found before. */
    void put(Period period, String counter, String counts) {
        byPeriod.computeIfAbsent(period, p -> new HashMap<>())
                .put(counter, new Kept(key(counter), new Entry(period.from(), Counts.parse(counts))));
    }

    /** Most counters of a period are in the others too. */
    private CounterKey key(String counter) {
        for (Map<String, Kept> others : byPeriod.values()) {
            Kept other = others.get(counter);
            if (other != null) {
                return other.key();
            }
        }
        return CounterKey.parse(counter);
    }

    /** The names of all counters. */
    Set<String> names() {
        return byPeriod.values().stream()
                .flatMap(hits -> hits.keySet().stream())
                .collect(Collectors.toSet());
    }

    /** An entry for each period of each counter; period by period. */
    List<Collection<Kept>> parts() {
        return byPeriod.values().stream().map(Map::values).toList();
    }

    /** All of them. */
    Stream<Kept> all() {
        return parts().stream().flatMap(Collection::stream);
    }

    /** The hits of hours and days, by period and counter. */
    Map<Period, Map<String, Kept>> coarse() {
        return byPeriod.entrySet().stream()
                .filter(period -> period.getKey().granularity() != Granularity.WINDOW)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
