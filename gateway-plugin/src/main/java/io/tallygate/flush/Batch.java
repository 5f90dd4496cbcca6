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
 * @param before the hits in all batches of this stream and shard with a lower seq
 * @param period the one window all hits fell into; an hour or a day where windows had to be merged
 * @param deltas the hits by counter, at most {@link #MAX_COUNTERS}
 */
public record Batch(String stream, int shard, long seq, long before, Period period, Map<CounterKey, Counts> deltas) {

    /** How many counters a batch may hold, so that applying it holds the store only shortly. */
    public static final int MAX_COUNTERS = 500;

    public Batch {
        if (deltas.isEmpty() || deltas.size() > MAX_COUNTERS) {
            throw new IllegalArgumentException("a batch must hold 1 to 500 counters: \"" + deltas.size() + "\"");
        }
        if (seq < 1) {
            throw new IllegalArgumentException("seq must be 1 or more: \"" + seq + "\"");
        }
        if (before < 0) {
            throw new IllegalArgumentException("before must not be negative: \"" + before + "\"");
        }
        deltas = Collections.unmodifiableMap(new LinkedHashMap<>(deltas));
    }

    /** All hits in it. */
    public long hits() {
        return deltas.values().stream().mapToLong(Counts::hits).sum();
    }
}
