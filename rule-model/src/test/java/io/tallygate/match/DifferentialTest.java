package io.tallygate.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.match.Decision.Bound;
import io.tallygate.match.Decision.Decided;
import io.tallygate.match.RequestCase.BodyState;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The matcher against a plain scan, a million times, on rules and requests by chance. */
class DifferentialTest {

    private static final int COMPARISONS = 1_000_000;
    private static final int REQUESTS_EACH = 40;
    private static final long SEED = 20261121;

    /** One comparison. */
    record Case(
            List<Strategy> strategies, List<Rule> rules, RequestCase request, BodyState state, List<String> selected) {

        String expected() {
            return new PlainScan(strategies, rules).decide(request, state, selected);
        }

        String actual() {
            return decide(compile(strategies, rules), request, state, selected);
        }

        boolean differs() {
            return !expected().equals(actual());
        }
    }

    @Test
    void agreesWithAPlainScan() {
        long compared = 0;
        int decided = 0;
        for (long seed = SEED; compared < COMPARISONS; seed++) {
            RandomCases cases = new RandomCases(seed);
            List<Strategy> strategies = cases.strategyOrder();
            List<Rule> rules = cases.rules();
            PlainScan plain = new PlainScan(strategies, rules);
            RuleSet<String> compiled = compile(strategies, rules);
            for (int i = 0; i < REQUESTS_EACH; i++) {
                RequestCase request = cases.request();
                List<String> selected = cases.selection(rules);
                for (BodyState state : BodyState.values()) {
                    String expected = plain.decide(request, state, selected);
                    if (!expected.equals(decide(compiled, request, state, selected))) {
                        Case smallest = Smaller.of(new Case(strategies, rules, request, state, selected));
                        assertThat(smallest.actual())
                                .as("seed %s, in its smallest form %s", seed, smallest)
                                .isEqualTo(smallest.expected());
                    }
                    compared++;
                    decided += expected.startsWith("none") ? 0 : 1;
                }
            }
        }
        // Agreement on requests that nothing matches would say little.
        assertThat(decided).isBetween((int) (compared / 10), (int) (compared * 9 / 10));
    }

    static RuleSet<String> compile(List<Strategy> strategies, List<Rule> rules) {
        return RuleSet.compile(rules, RuleOrder.of(strategies), Rule::id, (rule, e) -> {});
    }

    static String decide(RuleSet<String> rules, RequestCase request, BodyState state, List<String> selected) {
        if (!(rules.decide(request.live(state), Selection.of(selected)) instanceof Decided<String> decided)) {
            return "needs body";
        }
        List<String> shadows = decided.shadows().stream().map(Bound::bound).toList();
        return (decided.winner() == null ? "none" : decided.winner().bound()) + " " + shadows;
    }

    /** Makes a case that differs smaller, as long as it still does. */
    private static final class Smaller {

        static Case of(Case differing) {
            Case smallest = differing;
            for (Case next = step(smallest); next != null; next = step(smallest)) {
                smallest = next;
            }
            return smallest;
        }

        private static @org.jspecify.annotations.Nullable Case step(Case from) {
            return candidates(from).stream().filter(Case::differs).findFirst().orElse(null);
        }

        private static List<Case> candidates(Case from) {
            List<Case> all = new ArrayList<>();
            for (List<Rule> fewer : lessOne(from.rules)) {
                all.add(new Case(from.strategies, fewer, from.request, from.state, from.selected));
            }
            for (int i = 0; i < from.rules.size(); i++) {
                for (Rule plainer : plainer(from.rules.get(i))) {
                    List<Rule> rules = new ArrayList<>(from.rules);
                    rules.set(i, plainer);
                    all.add(new Case(from.strategies, rules, from.request, from.state, from.selected));
                }
            }
            RequestCase request = from.request;
            lessOne(request.values())
                    .forEach(fewer -> all.add(new Case(
                            from.strategies,
                            from.rules,
                            new RequestCase(request.method(), request.host(), request.rawPath(), fewer, request.body()),
                            from.state,
                            from.selected)));
            lessOne(from.selected)
                    .forEach(fewer -> all.add(new Case(from.strategies, from.rules, request, from.state, fewer)));
            return all;
        }

        private static List<Rule> plainer(Rule rule) {
            List<Rule> plainer = new ArrayList<>();
            lessOne(rule.and()).forEach(and -> plainer.add(with(rule, rule.host(), rule.methods(), and)));
            if (!rule.host().equals("*")) {
                plainer.add(with(rule, "*", rule.methods(), rule.and()));
            }
            if (!rule.methods().isEmpty()) {
                plainer.add(with(rule, rule.host(), Set.of(), rule.and()));
            }
            return plainer;
        }

        private static Rule with(Rule rule, String host, Set<String> methods, List<io.tallygate.rule.Condition> and) {
            return new Rule(
                    rule.id(),
                    rule.enabled(),
                    rule.shadow(),
                    rule.priority(),
                    host,
                    methods,
                    rule.match(),
                    and,
                    rule.target(),
                    rule.rewrite());
        }

        private static <T> List<List<T>> lessOne(List<T> list) {
            List<List<T>> all = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                List<T> fewer = new ArrayList<>(list);
                fewer.remove(i);
                all.add(fewer);
            }
            return all;
        }
    }
}
