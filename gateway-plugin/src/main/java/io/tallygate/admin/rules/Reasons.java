package io.tallygate.admin.rules;

import io.tallygate.match.Verdict;
import io.tallygate.match.condition.Mismatch;
import io.tallygate.rule.Condition;
import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says in words what became of a rule in a dry run. */
final class Reasons {

    private Reasons() {}

    /** One word for what became of the rule. */
    static String word(Optional<Verdict> verdict) {
        if (verdict.isEmpty()) {
            return "disabled";
        }
        Verdict is = verdict.get();
        if (is instanceof Verdict.Won) {
            return "won";
        }
        if (is instanceof Verdict.Shadowed) {
            return "shadow";
        }
        if (is instanceof Verdict.Lost) {
            return "lost";
        }
        return is instanceof Verdict.Broken ? "broken" : "no-match";
    }

    /** Why that became of the rule. */
    static String reason(Rule rule, Optional<Verdict> verdict) {
        if (verdict.isEmpty()) {
            return "the rule is disabled";
        }
        Verdict is = verdict.get();
        if (is instanceof Verdict.Lost lost) {
            return lost(rule, lost);
        }
        if (is instanceof Verdict.NoMatch noMatch) {
            return mismatch(noMatch.why());
        }
        if (is instanceof Verdict.Broken broken) {
            return "matching failed: " + broken.message();
        }
        return is instanceof Verdict.Won
                ? "it is the first that matches"
                : "it matches, and as a shadow rule is counted and takes nothing";
    }

    private static String lost(Rule rule, Verdict.Lost lost) {
        Rule to = lost.to();
        String first = "it matches, but rule \"" + to.id() + "\" comes first: ";
        return first
                + switch (lost.by()) {
                    case STRATEGY ->
                        "strategy " + to.strategy().word() + " is tried before "
                                + rule.strategy().word();
                    case PRIORITY -> "its priority is " + to.priority() + ", not " + rule.priority();
                    case SPECIFICITY -> "its match is narrower";
                    case ID -> "all else being equal, by its id";
                };
    }

    private static String mismatch(Mismatch why) {
        if (why instanceof Mismatch.Host host) {
            return "the host is not " + quoted(host.host());
        }
        if (why instanceof Mismatch.Method method) {
            return "the method is not " + anyOf(List.copyOf(new TreeSet<>(method.methods())));
        }
        return condition(((Mismatch.Failed) why).condition());
    }

    private static String condition(Condition condition) {
        if (condition instanceof Condition.Path path) {
            return "the path does not match " + path.mode().word() + " " + quoted(path.path());
        }
        if (condition instanceof Condition.Value value) {
            String of = value.strategy().word() + " " + quoted(value.key());
            if (value.test() instanceof ValueTest.AnyOf values) {
                return of + " is not " + anyOf(values.values());
            }
            return value.test() instanceof ValueTest.Regex regex
                    ? of + " does not match " + quoted(regex.regex())
                    : of + " is not there";
        }
        return body(((Condition.Body) condition).test());
    }

    private static String body(BodyTest test) {
        if (test instanceof BodyTest.Exact exact) {
            return "the body is not " + quoted(exact.value());
        }
        if (test instanceof BodyTest.Contains contains) {
            return "the body does not contain " + quoted(contains.value());
        }
        if (test instanceof BodyTest.Regex regex) {
            return "the body does not match " + quoted(regex.regex());
        }
        BodyTest.Json json = (BodyTest.Json) test;
        return "the body has at " + quoted(json.pointer()) + " not " + anyOf(json.values());
    }

    private static String anyOf(List<String> values) {
        return values.stream().map(Reasons::quoted).collect(Collectors.joining(" or "));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
