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
 * @param origin those that come from there
 */
record RuleFilter(
        Optional<String> strategy,
        Optional<String> service,
        Predicate<String> holds,
        Optional<String> state,
        Optional<String> origin) {

    private static final List<String> STRATEGIES =
            Stream.of(Strategy.values()).map(Strategy::word).toList();
    private static final String NEVER_HIT = "never-hit";
    private static final List<String> STATES = List.of("enabled", "disabled", "shadow", "broken", NEVER_HIT);
    private static final List<String> ORIGINS = List.of("configuration", "dynamic");

    /** The filter that the parameters strategy, service, q, state and origin say. */
    static RuleFilter of(Query query) {
        return new RuleFilter(
                query.word("strategy", STRATEGIES),
                query.text("service"),
                query.holding("q"),
                query.word("state", STATES),
                query.word("origin", ORIGINS));
    }

    /** Whether it takes to know when every rule was last hit. */
    boolean needsLastHits() {
        return state.filter(NEVER_HIT::equals).isPresent();
    }

    /** Those that are chosen by what they look at and where they go, in the same order. */
    List<Rule> apply(List<Rule> rules) {
        return rules.stream().filter(this::takes).toList();
    }

    /** Those that are chosen, in the same order. */
    List<ListedRule> apply(List<ListedRule> rules, Map<CountedId, Long> lastHits) {
        return rules.stream().filter(rule -> takes(rule, lastHits)).toList();
    }

    private boolean takes(ListedRule rule, Map<CountedId, Long> lastHits) {
        return state.map(word -> is(word, rule, lastHits)).orElse(true)
                && origin.map(word -> rule.origin().equals(word)).orElse(true)
                && (rule.rule() != null ? takes(rule.rule()) : takesUnreadable(rule));
    }

    private static boolean is(String state, ListedRule rule, Map<CountedId, Long> lastHits) {
        return state.equals(NEVER_HIT)
                ? rule.countedId().map(lastHits::get).isEmpty()
                : rule.state().equals(state);
    }

    private boolean takesUnreadable(ListedRule rule) {
        return strategy.map(word -> word.equals(rule.draft().strategy())).orElse(true)
                && service.isEmpty()
                && holds.test(rule.id());
    }

    private boolean takes(Rule rule) {
        return strategy.map(word -> rule.strategy().word().equals(word)).orElse(true)
                && service.map(name -> rule.target().service().equals(name)).orElse(true)
                && (holds.test(rule.id())
                        || holds.test(rule.host())
                        || holds.test(rule.target().service())
                        || holds.test(rule.match().toString()));
    }
}
