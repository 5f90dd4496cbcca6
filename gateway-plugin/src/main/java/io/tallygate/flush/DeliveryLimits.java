package io.tallygate.flush;

import java.time.Duration;

/**
 * How far the delivery goes.
 *
 * @param timeout how long to wait for an answer of the store before a batch is sent again
 * @param replay how long acknowledged batches are kept, in case the store comes back without them
 * @param replayBytes how much memory those of one shard may take, in bytes, roughly
 * @param waiting how many counters may wait, those of each window for themselves, before windows are merged
 */
public record DeliveryLimits(Duration timeout, Duration replay, long replayBytes, int waiting) {}
