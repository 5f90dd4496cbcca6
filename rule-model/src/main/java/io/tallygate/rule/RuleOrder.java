package io.tallygate.rule;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * The total order in which rules win: strategy, then higher priority, then the narrower match (exact, pattern, prefix,
 * regex, present; more literal segments, then longer literal text), then id by code units. The first rule in this order
 * that matches takes the request.
 */
public final class RuleOrder implements Comparator<Rule> {

    private static final Comparator<Rule> WITHIN_STRATEGY = Comparator.comparing(
                    Rule::priority, Comparator.reverseOrder())
            .thenComparing(rule -> Specificity.of(rule.match()))
            .thenComparing(Rule::id);

    private final List<Strategy> strategies;

    private RuleOrder(List<Strategy> strategies) {
        this.strategies = List.copyOf(strategies);
    }

    /** The order with the strategies as they are declared. */
    public static RuleOrder standard() {
        return new RuleOrder(List.of(Strategy.values()));
    }

    /**
     * The order with the strategies in this order.
     *
     * @throws IllegalArgumentException if a strategy is missing or named twice
     */
    public static RuleOrder of(List<Strategy> strategies) {
        if (strategies.size() != Strategy.values().length
                || EnumSet.copyOf(strategies).size() != strategies.size()) {
            throw new IllegalArgumentException("must name each of " + words(List.of(Strategy.values()))
                    + " exactly once: \"" + words(strategies) + "\"");
        }
        return new RuleOrder(strategies);
    }

    private static String words(List<Strategy> strategies) {
        return String.join(", ", strategies.stream().map(Strategy::word).toList());
    }

    @Override
    public int compare(Rule a, Rule b) {
        int byStrategy = Integer.compare(strategies.indexOf(a.strategy()), strategies.indexOf(b.strategy()));
        return byStrategy != 0 ? byStrategy : WITHIN_STRATEGY.compare(a, b);
    }
}
