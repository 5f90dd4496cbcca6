package io.tallygate.flush;

import reactor.core.publisher.Mono;

/**
 * Where counters are flushed to. The store keeps, for each stream and shard, the seq of the last batch that it applied.
 */
public interface CounterStore {

    /**
     * Applies a batch if its seq is max(last + 1, floor), and changes nothing otherwise. An error says nothing about
     * whether it was applied; the batch is then to be sent again, unchanged.
     */
    Mono<Ack> apply(Batch batch);

    /**
     * Takes a stream's report in, after checking that the store was laid out as this instance believes.
     *
     * @return the store's time, in milliseconds since the epoch; or an error {@link LayoutMismatchException}
     */
    Mono<Long> report(StreamReport report);

    /**
     * The answer to a batch.
     *
     * @param last the seq of the last batch of this stream and shard that was applied, this one included
     * @param storeMillis the store's time, in milliseconds since the epoch
     */
    record Ack(long last, long storeMillis) {
        boolean covers(Batch batch) {
            return last >= batch.seq();
        }
    }
}
