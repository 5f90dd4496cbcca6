package io.tallygate.flush;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.window.Period;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One shard's way to the store: what waits, by window, and the one batch that was sent and not acknowledged. Belongs to
 * the flush's thread.
 */
final class ShardQueue {

    private final String stream;
    private final int shard;
    private final TreeMap<Period, Map<CounterKey, Counts>> waiting =
            new TreeMap<>(Comparator.comparing(Period::from).thenComparing(Period::granularity));
    private @Nullable Batch unacknowledged;
    private boolean inFlight;
    private long lastSeq;

    ShardQueue(String stream, int shard) {
        this.stream = stream;
        this.shard = shard;
    }

    void add(Period period, CounterKey key, Counts delta) {
        waiting.computeIfAbsent(period, p -> new HashMap<>()).merge(key, delta, Counts::plus);
    }

    /** The batch to send now, if there is one: the last one again if it was not acknowledged, else the oldest. */
    Optional<Batch> send() {
        if (inFlight) {
            return Optional.empty();
        }
        if (unacknowledged == null) {
            unacknowledged = cut();
        }
        inFlight = unacknowledged != null;
        return Optional.ofNullable(unacknowledged);
    }

    private @Nullable Batch cut() {
        Map.Entry<Period, Map<CounterKey, Counts>> oldest = waiting.firstEntry();
        if (oldest == null) {
            return null;
        }
        Map<CounterKey, Counts> deltas = new LinkedHashMap<>();
        Iterator<Map.Entry<CounterKey, Counts>> rest =
                oldest.getValue().entrySet().iterator();
        while (rest.hasNext() && deltas.size() < Batch.MAX_COUNTERS) {
            Map.Entry<CounterKey, Counts> delta = rest.next();
            deltas.put(delta.getKey(), delta.getValue());
            rest.remove();
        }
        if (oldest.getValue().isEmpty()) {
            waiting.remove(oldest.getKey());
        }
        lastSeq++;
        return new Batch(stream, shard, lastSeq, lastSeq, oldest.getKey(), deltas);
    }

    void acknowledged() {
        unacknowledged = null;
        inFlight = false;
    }

    /** The batch came to nothing that we know of: it stays, and is sent again as it is. */
    void failed() {
        inFlight = false;
    }

    boolean isEmpty() {
        return unacknowledged == null && waiting.isEmpty();
    }

    /** The start of the oldest window with a hit that is not acknowledged, in seconds since the epoch. */
    OptionalLong oldest() {
        if (unacknowledged != null) {
            return OptionalLong.of(unacknowledged.period().from());
        }
        return waiting.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(waiting.firstKey().from());
    }

    /** Hits that are not acknowledged. */
    long hits() {
        long hits = unacknowledged == null ? 0 : unacknowledged.hits();
        for (Map<CounterKey, Counts> deltas : waiting.values()) {
            hits += deltas.values().stream().mapToLong(Counts::hits).sum();
        }
        return hits;
    }
}
