package io.tallygate.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A balancing rule: which requests it takes and where it sends them. {@link RuleReader} makes one from what an operator
 * wrote, and is the only place that checks it.
 *
 * @param id unique over all strategies; the key of the rule's history
 * @param enabled whether the rule is looked at at all
 * @param shadow whether the rule is only counted where it would have matched
 * @param priority higher wins, within the strategy
 * @param host an exact host, {@code *.example.com}, or {@code *}; in lower case
 * @param methods the methods it takes; empty for any
 * @param match the condition that gives the rule its strategy
 * @param and further conditions; all must hold
 * @param target where matching requests go
 * @param rewrite what is changed on the way
 */
public record Rule(
        String id,
        boolean enabled,
        boolean shadow,
        int priority,
        String host,
        Set<String> methods,
        Condition match,
        List<Condition> and,
        Target target,
        Rewrite rewrite) {

    public Rule {
        methods = Set.copyOf(methods);
        and = List.copyOf(and);
    }

    /** The part of a request that this rule looks at first. */
    public Strategy strategy() {
        return match.strategy();
    }

    /** Whether the rule cannot be decided without the body. */
    public boolean readsBody() {
        return Stream.concat(Stream.of(match), and.stream()).anyMatch(Condition.Body.class::isInstance);
    }
}
