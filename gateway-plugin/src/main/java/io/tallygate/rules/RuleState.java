package io.tallygate.rules;

import io.tallygate.count.CounterFamily;

/**
 * What a rule keeps while rules are exchanged around it.
 *
 * @param counters its counters
 * @param turn its place among the nodes of its service
 */
public record RuleState(CounterFamily counters, Turn turn) {}
