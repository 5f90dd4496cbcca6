package io.tallygate.admin.rules;

import io.tallygate.admin.call.Query;
import io.tallygate.rule.Rule;
import io.tallygate.rule.Strategy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which rules a call is about: those of a strategy, a service, an origin, in a state, or that hold a text. */
record RuleFilter(
        Optional<String> strategy,
        Optional<String> service,
        Optional<String> q,
        Optional<String> state,
        Optional<String> origin) {

    private static final List<String> STRATEGIES =
            Stream.of(Strategy.values()).map(Strategy::word).toList();

    private static final List<String> STATES = List.of("enabled", "disabled", "shadow", "broken");
    private static final List<String> ORIGINS = List.of("configuration", "dynamic");

    /** The filter that the parameters strategy, service, q, state and origin say. */
    static RuleFilter of(Query query) {
        return new RuleFilter(
                query.word("strategy", STRATEGIES),
                query.text("service"),
                query.text("q").map(q -> q.toLowerCase(Locale.ROOT)),
                query.word("state", STATES),
                query.word("origin", ORIGINS));
    }

    List<Rule> apply(List<Rule> rules) {
        return rules.stream().filter(this::takes).toList();
    }

    List<ListedRule> applyTo(List<ListedRule> rules) {
        return rules.stream().filter(this::takes).toList();
    }

    private boolean takes(ListedRule rule) {
        return state.map(word -> rule.state().equals(word)).orElse(true)
                && origin.map(word -> rule.origin().equals(word)).orElse(true)
                && (rule.rule() != null ? takes(rule.rule()) : takesBroken(rule));
    }

    private boolean takesBroken(ListedRule rule) {
        return strategy.map(word -> word.equals(rule.draft().strategy())).orElse(true)
                && service.isEmpty()
                && q.map(text -> rule.id().toLowerCase(Locale.ROOT).contains(text))
                        .orElse(true);
    }

    private boolean takes(Rule rule) {
        return strategy.map(word -> rule.strategy().word().equals(word)).orElse(true)
                && service.map(name -> rule.target().service().equals(name)).orElse(true)
                && q.map(text -> holds(rule, text)).orElse(true);
    }

    private static boolean holds(Rule rule, String text) {
        return Stream.of(
                        rule.id(),
                        rule.host(),
                        rule.target().service(),
                        rule.match().toString())
                .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains(text));
    }
}
