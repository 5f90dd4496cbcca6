package io.tallygate.match.index;

import io.tallygate.match.condition.RuleMatcher;
import io.tallygate.rule.Rule;

/**
 * A rule with its place in the order of all.
 *
 * @param rank the place; lower wins
 * @param rule the rule
 * @param matcher what the rule asks of a request
 * @param readsBody whether the rule cannot be decided without the body
 */
public record Candidate(int rank, Rule rule, RuleMatcher matcher, boolean readsBody) {

    /** A rule in its place. */
    public static Candidate of(int rank, Rule rule) {
        return new Candidate(rank, rule, RuleMatcher.of(rule), rule.readsBody());
    }
}
