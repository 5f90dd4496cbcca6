package io.tallygate.rule;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * The total order in which rules win: strategy, then higher priority, then the narrower match (exact, pattern, prefix,
 * regex, present; more literal segments, then longer literal text), then id by code units. The first rule in this order
 * that matches takes the request.
 */
public final class RuleOrder implements Comparator<Rule> {

    private static final Comparator<Weighed> AS_THEY_WIN = Comparator.comparingInt(Weighed::place)
            .thenComparing(Comparator.comparingInt(Weighed::priority).reversed())
            .thenComparing(Weighed::specificity)
            .thenComparing(weighed -> weighed.rule.id());

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

    /** The first thing in which two rules differ, and that decides which comes first. */
    public enum Difference {
        STRATEGY,
        PRIORITY,
        SPECIFICITY,
        ID
    }

    /** By what the first of these rules, which are not the same, comes before the other, or after it. */
    public Difference difference(Rule a, Rule b) {
        if (a.strategy() != b.strategy()) {
            return Difference.STRATEGY;
        }
        if (a.priority() != b.priority()) {
            return Difference.PRIORITY;
        }
        return Specificity.of(a.match()).equals(Specificity.of(b.match())) ? Difference.ID : Difference.SPECIFICITY;
    }

    /** A rule with what is not worth working out more than once: the place of its strategy, and its specificity. */
    private record Weighed(Rule rule, int place, Specificity specificity) {
        int priority() {
            return rule.priority();
        }
    }

    private Weighed weighed(Rule rule) {
        return new Weighed(rule, strategies.indexOf(rule.strategy()), Specificity.of(rule.match()));
    }

    /** These rules in this order. */
    public List<Rule> sorted(Collection<Rule> rules) {
        return rules.stream()
                .map(this::weighed)
                .sorted(AS_THEY_WIN)
                .map(Weighed::rule)
                .toList();
    }

    private static String words(List<Strategy> strategies) {
        return String.join(", ", strategies.stream().map(Strategy::word).toList());
    }

    @Override
    public int compare(Rule a, Rule b) {
        return AS_THEY_WIN.compare(weighed(a), weighed(b));
    }
}
