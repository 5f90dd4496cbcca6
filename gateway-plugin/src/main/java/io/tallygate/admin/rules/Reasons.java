package io.tallygate.admin.rules;

import io.tallygate.match.Verdict;
import io.tallygate.match.condition.Mismatch;
import io.tallygate.rule.Condition;
import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Why something became of a rule.
     *
     * @param text in words
     * @param why the same for those who have words of their own: "what" names it, the others are what the words quote
     */
    record Reason(String text, Map<String, Object> why) {
        static Reason of(String text, String what, Map<String, Object> quoted) {
            Map<String, Object> why = new LinkedHashMap<>();
            why.put("what", what);
            why.putAll(quoted);
            return new Reason(text, why);
        }
    }

    /** Why that became of the rule. */
    static Reason reason(Rule rule, Optional<Verdict> verdict) {
        if (verdict.isEmpty()) {
            return Reason.of("the rule is disabled", "disabled", Map.of());
        }
        Verdict is = verdict.get();
        if (is instanceof Verdict.Lost lost) {
            return lost(rule, lost);
        }
        if (is instanceof Verdict.NoMatch noMatch) {
            return mismatch(noMatch.why());
        }
        if (is instanceof Verdict.Broken broken) {
            return Reason.of("matching failed: " + broken.message(), "broken", Map.of("message", broken.message()));
        }
        return is instanceof Verdict.Won
                ? Reason.of("it is the first that matches", "won", Map.of())
                : Reason.of("it matches, and as a shadow rule is counted and takes nothing", "shadow", Map.of());
    }

    private static Reason lost(Rule rule, Verdict.Lost lost) {
        Rule to = lost.to();
        String first = "it matches, but rule \"" + to.id() + "\" comes first: ";
        return switch (lost.by()) {
            case STRATEGY -> {
                String theirs = to.strategy().word();
                String ours = rule.strategy().word();
                yield Reason.of(
                        first + "strategy " + theirs + " is tried before " + ours,
                        "strategy",
                        Map.of("to", to.id(), "theirs", theirs, "ours", ours));
            }
            case PRIORITY ->
                Reason.of(
                        first + "its priority is " + to.priority() + ", not " + rule.priority(),
                        "priority",
                        Map.of("to", to.id(), "theirs", to.priority(), "ours", rule.priority()));
            case SPECIFICITY -> Reason.of(first + "its match is narrower", "narrower", Map.of("to", to.id()));
            case ID -> Reason.of(first + "all else being equal, by its id", "id", Map.of("to", to.id()));
        };
    }

    private static Reason mismatch(Mismatch why) {
        if (why instanceof Mismatch.Host host) {
            return Reason.of("the host is not " + quoted(host.host()), "host", Map.of("host", host.host()));
        }
        if (why instanceof Mismatch.Method method) {
            List<String> methods = List.copyOf(new TreeSet<>(method.methods()));
            return Reason.of("the method is not " + anyOf(methods), "method", Map.of("values", methods));
        }
        return condition(((Mismatch.Failed) why).condition());
    }

    private static Reason condition(Condition condition) {
        if (condition instanceof Condition.Path path) {
            String mode = path.mode().word();
            return Reason.of(
                    "the path does not match " + mode + " " + quoted(path.path()),
                    "path",
                    Map.of("mode", mode, "path", path.path()));
        }
        if (condition instanceof Condition.Body body) {
            return body(body.test());
        }
        Condition.Value value = (Condition.Value) condition;
        String strategy = value.strategy().word();
        String of = strategy + " " + quoted(value.key());
        if (value.test() instanceof ValueTest.AnyOf any) {
            return Reason.of(
                    of + " is not " + anyOf(any.values()),
                    "value",
                    Map.of("strategy", strategy, "key", value.key(), "values", any.values()));
        }
        return value.test() instanceof ValueTest.Regex regex
                ? Reason.of(
                        of + " does not match " + quoted(regex.regex()),
                        "regex",
                        Map.of("strategy", strategy, "key", value.key(), "value", regex.regex()))
                : Reason.of(of + " is not there", "present", Map.of("strategy", strategy, "key", value.key()));
    }

    private static Reason body(BodyTest test) {
        if (test instanceof BodyTest.Exact exact) {
            return Reason.of("the body is not " + quoted(exact.value()), "body-exact", Map.of("value", exact.value()));
        }
        if (test instanceof BodyTest.Contains contains) {
            return Reason.of(
                    "the body does not contain " + quoted(contains.value()),
                    "body-contains",
                    Map.of("value", contains.value()));
        }
        if (test instanceof BodyTest.Regex regex) {
            return Reason.of(
                    "the body does not match " + quoted(regex.regex()), "body-regex", Map.of("value", regex.regex()));
        }
        BodyTest.Json json = (BodyTest.Json) test;
        return Reason.of(
                "the body has at " + quoted(json.pointer()) + " not " + anyOf(json.values()),
                "body-json",
                Map.of("pointer", json.pointer(), "values", json.values()));
    }

    private static String anyOf(List<String> values) {
        return values.stream().map(Reasons::quoted).collect(Collectors.joining(" or "));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
