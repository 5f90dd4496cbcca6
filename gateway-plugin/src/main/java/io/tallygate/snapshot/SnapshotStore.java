package io.tallygate.snapshot;

import io.tallygate.hit.CounterKey;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where live periods are closed. */
public interface SnapshotStore {

    /**
     * The instant before which every stream that counts now has reported all its hits, in seconds since the epoch by the
     * store's clock; 0 where that is not known of each.
     */
    Mono<Long> reportedUntil();

    /**
     * The live periods of a shard that ended, by the store's clock, at least {@code grace} ago, or not after {@code
     * reportedUntil}: finer ones first, then earlier ones.
     */
    Mono<List<Period>> due(int shard, Duration grace, long reportedUntil);

    /** Some counters that are live in a period, at most {@code limit}; empty where none is left. */
    Mono<List<CounterKey>> live(int shard, Period period, int limit);

    /**
     * Moves those of the named counters that are still live into their lists, and adds them to the period's parent. One
     * step: either all of it happens or nothing.
     *
     * @return how many counters are still live in the period
     */
    Mono<Long> close(int shard, Period period, List<CounterKey> counters);

    /** Forgets the names of counters that were not hit for as long as the longest history is kept. */
    Mono<Long> forgetOld(int shard);
}
