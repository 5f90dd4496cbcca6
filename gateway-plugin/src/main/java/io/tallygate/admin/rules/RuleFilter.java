package io.tallygate.admin.rules;

import io.tallygate.admin.call.Query;
import io.tallygate.rule.Rule;
import io.tallygate.rule.Strategy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which rules a call is about: those of a strategy, those for a service, those that hold a text. */
record RuleFilter(Optional<String> strategy, Optional<String> service, Optional<String> q) {

    private static final List<String> STRATEGIES =
            Stream.of(Strategy.values()).map(Strategy::word).toList();

    /** The filter that the parameters strategy, service and q say. */
    static RuleFilter of(Query query) {
        return new RuleFilter(
                query.word("strategy", STRATEGIES),
                query.text("service"),
                query.text("q").map(q -> q.toLowerCase(Locale.ROOT)));
    }

    List<Rule> apply(List<Rule> rules) {
        return rules.stream().filter(this::takes).toList();
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
