package io.tallygate.match;

import static io.tallygate.rule.WrittenMatch.anyOf;
import static io.tallygate.rule.WrittenMatch.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tallygate.match.Decision.Decided;
import io.tallygate.match.RequestCase.BodyState;
import io.tallygate.match.condition.MatchRequest;
import io.tallygate.match.condition.Mismatch;
import io.tallygate.match.condition.TestRequest;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleOrder.Difference;
import io.tallygate.rule.Strategy;
import io.tallygate.rule.WrittenRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void saysByWhatARuleLost() {
        RuleSet<String> rules = setOf(
                WrittenRule.api("winner", "/a").priority(1),
                WrittenRule.api("b", "/a").priority(1),
                WrittenRule.api("wide", "/**").priority(1),
                WrittenRule.api("low", "/a"),
                WrittenRule.of("late", Strategy.HEADER, present("X")));
        TestRequest request = TestRequest.to("/a").header("X", "1");

        assertThat(verdict(rules, "b", request)).isInstanceOf(Verdict.Won.class);
        assertThat(lost(rules, "winner", request)).isEqualTo(Difference.ID);
        assertThat(lost(rules, "wide", request)).isEqualTo(Difference.SPECIFICITY);
        assertThat(lost(rules, "low", request)).isEqualTo(Difference.PRIORITY);
        assertThat(lost(rules, "late", request)).isEqualTo(Difference.STRATEGY);
    }

    @Test
    void saysWhatDoesNotHold() {
        RuleSet<String> rules = setOf(WrittenRule.of("r", Strategy.HEADER, anyOf("X", "1"))
                .host("a.example.com")
                .methods("POST")
                .and(Strategy.PARAM, present("p")));
        TestRequest request = TestRequest.to("/");

        assertThat(mismatch(rules, request)).isEqualTo(new Mismatch.Method(Set.of("POST")));
        request.method("POST");
        assertThat(mismatch(rules, request)).isEqualTo(new Mismatch.Host("a.example.com"));
        request.host("a.example.com");
        assertThat(mismatch(rules, request))
                .hasToString("Failed[condition=Value[strategy=HEADER, key=X, " + "test=AnyOf[values=[1]]]]");
        request.header("X", "1");
        assertThat(mismatch(rules, request))
                .hasToString("Failed[condition=Value[strategy=PARAM, key=p, " + "test=Present[]]]");
    }

    @Test
    void tellsShadowRulesFromLosers() {
        RuleSet<String> rules = setOf(
                WrittenRule.api("before", "/a").priority(2).shadow(true),
                WrittenRule.api("winner", "/a").priority(1),
                WrittenRule.api("after", "/a").shadow(true));

        assertThat(verdict(rules, "before", TestRequest.to("/a"))).isInstanceOf(Verdict.Shadowed.class);
        assertThat(lost(rules, "after", TestRequest.to("/a"))).isEqualTo(Difference.PRIORITY);
    }

    @Test
    void tellsOfARuleWhoseMatchingFails() {
        RuleSet<String> rules = setOf(WrittenRule.of("r", Strategy.COOKIE, present("c")));
        TestRequest request = TestRequest.to("/").brokenCookies(new IllegalStateException("no cookies today"));

        assertThat(verdict(rules, "r", request)).isEqualTo(new Verdict.Broken("no cookies today"));
    }

    @Test
    void refusesARuleThatTheSetDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verdict(setOf(), "x", TestRequest.to("/")))
                .withMessage("the set has no rule with the id \"x\"");
    }

    @Test
    void agreesWithTheDecisionAndWithAPlainScan() {
        for (long seed = 1; seed <= 3000; seed++) {
            RandomCases cases = new RandomCases(seed);
            List<Strategy> strategies = cases.strategyOrder();
            List<Rule> rules = cases.rules();
            RuleSet<String> compiled = DifferentialTest.compile(strategies, rules);
            RequestCase request = cases.request();
            String live = DifferentialTest.decide(compiled, request, BodyState.READ, List.of());
            MatchRequest asked = request.live(BodyState.READ);
            Decided<String> decided = (Decided<String>) compiled.decide(asked, Selection.ALL);

            for (Rule rule : rules) {
                if (!rule.enabled()) {
                    continue;
                }
                Verdict verdict = compiled.judge(rule.id(), asked, decided);
                boolean alone = !new PlainScan(strategies, List.of(rule))
                        .decide(request, BodyState.READ, List.of())
                        .equals("none []");
                assertThat(verdict instanceof Verdict.Won).isEqualTo(live.startsWith(rule.id() + " "));
                assertThat(verdict instanceof Verdict.NoMatch || verdict instanceof Verdict.Broken)
                        .as("seed %s, %s of %s: %s", seed, rule, request, verdict)
                        .isEqualTo(!alone);
                if (verdict instanceof Verdict.Lost lost) {
                    assertThat(RuleOrder.of(strategies).compare(lost.to(), rule))
                            .isNegative();
                }
            }
        }
    }

    private static Difference lost(RuleSet<String> rules, String id, MatchRequest request) {
        return ((Verdict.Lost) verdict(rules, id, request)).by();
    }

    private static Mismatch mismatch(RuleSet<String> rules, MatchRequest request) {
        return ((Verdict.NoMatch) verdict(rules, "r", request)).why();
    }

    private static Verdict verdict(RuleSet<String> rules, String id, MatchRequest request) {
        return rules.judge(id, request, (Decided<String>) rules.decide(request, Selection.ALL));
    }

    private static RuleSet<String> setOf(WrittenRule... rules) {
        return RuleSet.compile(
                Arrays.stream(rules).map(WrittenRule::read).toList(), RuleOrder.standard(), Rule::id, (rule, e) -> {});
    }
}
