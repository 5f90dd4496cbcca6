package io.tallygate.flush;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.window.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a stream flushes to one shard at once: never changed after it was first sent, so that it can be sent again
 * without harm.
 *
 * @param stream the stream's id
 * @param shard the shard all counters lie in
 * @param seq 1, 2, 3.. per stream and shard
 * @param floor the lowest seq that the stream could still send when this batch was first sent
 * @param period the one window all hits fell into
 * @param deltas the hits by counter, at most {@link #MAX_COUNTERS}
 */
public record Batch(String stream, int shard, long seq, long floor, Period period, Map<CounterKey, Counts> deltas) {

    /** How many counters a batch may hold, so that applying it holds the store only shortly. */
    public static final int MAX_COUNTERS = 500;

    public Batch {
        if (deltas.isEmpty() || deltas.size() > MAX_COUNTERS) {
            throw new IllegalArgumentException("a batch must hold 1 to 500 counters: \"" + deltas.size() + "\"");
        }
        if (floor < 1 || floor > seq) {
            throw new IllegalArgumentException("floor must be 1 to seq " + seq + ": \"" + floor + "\"");
        }
        deltas = Collections.unmodifiableMap(new LinkedHashMap<>(deltas));
    }

    /** All hits in it. */
    public long hits() {
        return deltas.values().stream().mapToLong(Counts::hits).sum();
    }
}
