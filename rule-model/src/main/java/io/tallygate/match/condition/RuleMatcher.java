package io.tallygate.match.condition;

import io.tallygate.rule.Condition;
import io.tallygate.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One rule's conditions, compiled. Conditions on the body come last and are taken to hold while it is unread. */
public final class RuleMatcher {

    private final Check[] checks;

    private RuleMatcher(List<Check> checks) {
        this.checks = checks.toArray(new Check[0]);
    }

    private record Check(Predicate<MatchRequest> holds, Mismatch otherwise) {}

    /** Compiles a rule. */
    public static RuleMatcher of(Rule rule) {
        List<Check> checks = new ArrayList<>();
        Set<String> methods = rule.methods();
        if (!methods.isEmpty()) {
            checks.add(new Check(request -> methods.contains(request.method()), new Mismatch.Method(methods)));
        }
        if (!rule.host().equals("*")) {
            checks.add(new Check(host(rule.host()), new Mismatch.Host(rule.host())));
        }
        List<Condition> conditions = new ArrayList<>();
        conditions.add(rule.match());
        conditions.addAll(rule.and());
        conditions.sort((a, b) -> Boolean.compare(a instanceof Condition.Body, b instanceof Condition.Body));
        conditions.forEach(condition -> checks.add(new Check(compile(condition), new Mismatch.Failed(condition))));
        return new RuleMatcher(checks);
    }

    /** Why the rule does not match this request; null where it does. */
    public @Nullable Mismatch mismatch(MatchRequest request) {
        for (Check check : checks) {
            if (!check.holds.test(request)) {
                return check.otherwise;
            }
        }
        return null;
    }

    private static Predicate<MatchRequest> host(String host) {
        if (host.startsWith("*.")) {
            String suffix = host.substring(1);
            return request ->
                    request.host().length() > suffix.length() && request.host().endsWith(suffix);
        }
        return request -> host.equals(request.host());
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
