package io.tallygate.flush;

import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Where counters are flushed to. The store keeps, for each stream and shard, the seq of the last batch that it applied,
 * the hits that it applied, and the hits that were lost.
 */
public interface CounterStore {

    /**
     * Applies a batch if its seq is max(last + 1, floor), and changes nothing otherwise. What lies between last and floor
     * is then lost: as many hits as came before the batch and were not applied. An error says nothing about whether the
     * batch was applied; it is then to be sent again, unchanged.
     *
     * @param floor the lowest seq that the stream can still send
     */
    Mono<Ack> apply(Batch batch, long floor);

    /**
     * Takes a stream's report in, after checking that the store was laid out as this instance believes.
     *
     * @return what the store knows then; or an error {@link LayoutMismatchException}
     */
    Mono<Known> report(StreamReport report);

    /** By what policies the store throws data away where its memory is full; empty if it refuses to write instead. */
    Mono<Set<String>> evictionPolicies();

    /** How long the store remembers a stream that it does not hear of, at least. */
    Duration memory();

    /**
     * The answer to a batch.
     *
     * @param last the seq of the last batch of this stream and shard that was applied, this one included
     * @param lost the hits of this stream and shard that were lost
     * @param storeMillis the store's time, in milliseconds since the epoch
     */
    record Ack(long last, long lost, long storeMillis) {}

    /**
     * The answer to a report.
     *
     * @param flaws the version of the stream's flaws that the store has; 0 for none
     * @param storeMillis the store's time, in milliseconds since the epoch
     * @param rules where the dynamic rules stand; another text after each change of them
     */
    record Known(long flaws, long storeMillis, String rules) {}
}
