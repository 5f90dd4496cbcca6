package io.tallygate.match;

import io.tallygate.rule.Condition;
import io.tallygate.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** One rule's conditions, compiled. Conditions on the body come last and are taken to hold while it is unread. */
final class RuleMatcher {

    private final String host;
    private final Set<String> methods;
    private final List<Predicate<MatchRequest>> conditions;

    private RuleMatcher(String host, Set<String> methods, List<Predicate<MatchRequest>> conditions) {
        this.host = host;
        this.methods = methods;
        this.conditions = conditions;
    }

    static RuleMatcher of(Rule rule) {
        List<Condition> all = new ArrayList<>();
        all.add(rule.match());
        all.addAll(rule.and());
        all.sort((a, b) -> Boolean.compare(a instanceof Condition.Body, b instanceof Condition.Body));
        return new RuleMatcher(
                rule.host(),
                rule.methods(),
                all.stream().map(RuleMatcher::compile).toList());
    }

    boolean matches(MatchRequest request) {
        if ((!methods.isEmpty() && !methods.contains(request.method())) || !hostMatches(request.host())) {
            return false;
        }
        for (Predicate<MatchRequest> condition : conditions) {
            if (!condition.test(request)) {
                return false;
            }
        }
        return true;
    }

    private boolean hostMatches(String requested) {
        if (host.equals("*")) {
            return true;
        }
        if (host.startsWith("*.")) {
            return requested.length() > host.length() - 1 && requested.endsWith(host.substring(1));
        }
        return host.equals(requested);
    }

    private static Predicate<MatchRequest> compile(Condition condition) {
        if (condition instanceof Condition.Path path) {
            return PathTests.compile(path);
        }
        if (condition instanceof Condition.Value value) {
            return ValueTests.compile(value);
        }
        return BodyTests.compile(((Condition.Body) condition).test());
    }
}
