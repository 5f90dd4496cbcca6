package io.tallygate.rules.store;

import java.time.Instant;

/**
 * A change that was made.
 *
 * @param mark where the rules stand after it
 * @param at when it was, by the store's clock
 */
public record Written(Mark mark, Instant at) {}
