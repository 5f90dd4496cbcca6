package io.tallygate.admin.rules;

import io.tallygate.admin.call.Query;
import io.tallygate.history.CountedId;
import io.tallygate.rule.Rule;
import io.tallygate.rule.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which rules a call is about.
 *
 * @param strategy those of a strategy
 * @param service those for a service
 * @param holds those of which a text says so
 * @param state those in a state
 */
record RuleFilter(
        Optional<String> strategy, Optional<String> service, Predicate<String> holds, Optional<String> state) {

    private static final List<String> STRATEGIES =
            Stream.of(Strategy.values()).map(Strategy::word).toList();
    private static final String NEVER_HIT = "never-hit";
    private static final List<String> STATES = List.of("enabled", "disabled", "shadow", NEVER_HIT);

    /** The filter that the parameters strategy, service, q and state say. */
    static RuleFilter of(Query query) {
        return new RuleFilter(
                query.word("strategy", STRATEGIES),
                query.text("service"),
                query.holding("q"),
                query.word("state", STATES));
    }

    /** Whether it takes to know when every rule was last hit. */
    boolean needsLastHits() {
        return state.filter(NEVER_HIT::equals).isPresent();
    }

    /** Those that are chosen by what they are. */
    List<Rule> apply(List<Rule> rules) {
        return apply(rules, Map.of());
    }

    /** Those that are chosen, in the same order. */
    List<Rule> apply(List<Rule> rules, Map<CountedId, Long> lastHits) {
        return rules.stream().filter(rule -> takes(rule, lastHits)).toList();
    }

    private boolean takes(Rule rule, Map<CountedId, Long> lastHits) {
        return strategy.map(word -> rule.strategy().word().equals(word)).orElse(true)
                && service.map(name -> rule.target().service().equals(name)).orElse(true)
                && state.map(word -> is(word, rule, lastHits)).orElse(true)
                && holds(rule);
    }

    private static boolean is(String state, Rule rule, Map<CountedId, Long> lastHits) {
        return switch (state) {
            case "enabled" -> rule.enabled();
            case "disabled" -> !rule.enabled();
            case "shadow" -> rule.shadow();
            default -> !lastHits.containsKey(RuleView.countedId(rule));
        };
    }

    private boolean holds(Rule rule) {
        return holds.test(rule.id())
                || holds.test(rule.host())
                || holds.test(rule.target().service())
                || holds.test(rule.match().toString());
    }
}
