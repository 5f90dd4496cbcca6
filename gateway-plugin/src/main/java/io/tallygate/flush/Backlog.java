package io.tallygate.flush;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The hits of one shard that were not sent yet, by window. Belongs to the flush's thread. */
final class Backlog {

    private final TreeMap<Period, Map<CounterKey, Counts>> waiting =
            new TreeMap<>(Comparator.comparing(Period::from).thenComparing(Period::granularity));
    private int size;
    private long hits;

    /** Some hits of one period. */
    record Cut(Period period, Map<CounterKey, Counts> deltas) {}

    void add(Period period, CounterKey key, Counts delta) {
        Map<CounterKey, Counts> deltas = waiting.computeIfAbsent(period, p -> new HashMap<>());
        int before = deltas.size();
        deltas.merge(key, delta, Counts::plus);
        size += deltas.size() - before;
        hits += delta.hits();
    }

    /** Takes hits of the oldest period out, of at most so many counters. */
    Optional<Cut> cut(int counters) {
        Map.Entry<Period, Map<CounterKey, Counts>> oldest = waiting.firstEntry();
        if (oldest == null) {
            return Optional.empty();
        }
        Map<CounterKey, Counts> deltas = new LinkedHashMap<>();
        Iterator<Map.Entry<CounterKey, Counts>> rest =
                oldest.getValue().entrySet().iterator();
        while (rest.hasNext() && deltas.size() < counters) {
            Map.Entry<CounterKey, Counts> delta = rest.next();
            deltas.put(delta.getKey(), delta.getValue());
            hits -= delta.getValue().hits();
            rest.remove();
        }
        size -= deltas.size();
        if (oldest.getValue().isEmpty()) {
            waiting.remove(oldest.getKey());
        }
        return Optional.of(new Cut(oldest.getKey(), deltas));
    }

    /** The oldest period of this granularity. */
    Optional<Period> oldest(Granularity granularity) {
        return waiting.keySet().stream()
                .filter(period -> period.granularity() == granularity)
                .findFirst();
    }

    /** Adds what waits for one period to what waits for another, and tells how many hits those are. */
    long merge(Period finer, Period coarser) {
        Map<CounterKey, Counts> deltas = waiting.remove(finer);
        if (deltas == null) {
            return 0;
        }
        long merged = deltas.values().stream().mapToLong(Counts::hits).sum();
        size -= deltas.size();
        hits -= merged;
        deltas.forEach((key, delta) -> add(coarser, key, delta));
        return merged;
    }

    /** The start of the oldest period, in seconds since the epoch. */
    OptionalLong oldest() {
        return waiting.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(waiting.firstKey().from());
    }

    /** How many counters wait, those of each period for themselves. */
    int size() {
        return size;
    }

    long hits() {
        return hits;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
