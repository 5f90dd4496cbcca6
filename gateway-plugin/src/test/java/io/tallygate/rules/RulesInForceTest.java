package io.tallygate.rules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.LoggedLines;
import io.tallygate.count.LocalCounters;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Ending;
import io.tallygate.hit.HitKind;
import io.tallygate.match.Decision.Bound;
import io.tallygate.match.Decision.Decided;
import io.tallygate.match.Selection;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import io.tallygate.rule.Strategy;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RulesInForceTest {

    @RegisterExtension
    final LoggedLines log = LoggedLines.around(RulesInForce.class);

    private final LocalCounters counters = new LocalCounters(100, () -> 0);
    private final RulesInForce rules = inForce(
            RuleOrder.standard(),
            RuleReader.readAll(List.of(
                    rule("last", "header", 0, true),
                    rule("off", "header", 5, false),
                    rule("first", "header", 9, true),
                    rule("by-param", "param", 0, true))));

    private RulesInForce inForce(RuleOrder order, List<Rule> list) {
        RulesInForce inForce = new RulesInForce(order, counters);
        inForce.swap(list);
        return inForce;
    }

    private static RuleDraft rule(String id, String strategy, int priority, boolean enabled) {
        MatchDraft match = new MatchDraft(null, null, "canary", List.of("beta"), null, null, null, null);
        TargetDraft target = new TargetDraft("service-of-" + id, null, null, null);
        return new RuleDraft(id, strategy, enabled, null, priority, null, null, match, null, target, null);
    }

    private static @Nullable Bound<RuleState> winner(RulesInForce rules, boolean broken) {
        return ((Decided<RuleState>) rules.compiled().decide(new CanaryRequest(broken), Selection.ALL)).winner();
    }

    @Test
    void showsAllRulesInTheOrderInWhichTheyWin() {
        assertThat(rules.all()).extracting(Rule::id).containsExactly("by-param", "first", "off", "last");
    }

    @Test
    void ordersTheStrategiesAsConfigured() {
        List<Strategy> headerFirst =
                List.of(Strategy.HEADER, Strategy.BODY, Strategy.COOKIE, Strategy.PARAM, Strategy.API);

        assertThat(inForce(RuleOrder.of(headerFirst), rules.all()).all())
                .extracting(Rule::id)
                .containsExactly("first", "off", "last", "by-param");
    }

    @Test
    void findsARuleAlsoADisabledOne() {
        assertThat(rules.find("off"))
                .hasValueSatisfying(rule -> assertThat(rule.enabled()).isFalse());
        assertThat(rules.find("nope")).isEmpty();
    }

    @Test
    void matchesAgainstEnabledRulesOnly() {
        assertThat(rules.compiled().size()).isEqualTo(3);
        assertThat(winner(rules, false))
                .isNotNull()
                .extracting(bound -> bound.rule().id())
                .isEqualTo("first");
        RulesInForce off =
                inForce(RuleOrder.standard(), List.of(rules.find("off").orElseThrow()));
        assertThat(winner(off, false)).isNull();
    }

    @Test
    void bindsEachRuleToItsCounters() {
        assertThat(winner(rules, false))
                .isNotNull()
                .satisfies(bound -> bound.bound().counters().at("node-1").record(Ending.SUCCESS));

        assertThat(counters.take())
                .isEqualTo(Map.of(
                        CounterKey.of(HitKind.HEADER, "first", "service-of-first", "node-1"), Counts.successes(1)));
    }

    @Test
    void saysOnceThatARuleFailsAndLetsTheOthersMatch() {
        for (int i = 0; i < 3; i++) {
            assertThat(winner(rules, true))
                    .isNotNull()
                    .extracting(bound -> bound.rule().id())
                    .isEqualTo("first");
        }

        assertThat(log.all()).singleElement(InstanceOfAssertFactories.STRING).contains("\"by-param\"");
    }

    @Test
    void keepsCountersAndTurnOfARuleThatStaysTheSame() {
        RuleState before = requireNonNull(winner(rules, false)).bound();
        long turn = before.turn().next();
        before.counters().at("node-1").record(Ending.SUCCESS);

        rules.swap(RuleReader.readAll(List.of(rule("first", "header", 1, false))));
        assertThat(winner(rules, false)).isNull();
        rules.swap(RuleReader.readAll(List.of(rule("first", "header", 2, true))));

        RuleState after = requireNonNull(winner(rules, false)).bound();
        assertThat(after.turn().next()).isEqualTo(turn + 1);
        after.counters().at("node-1").record(Ending.SUCCESS);
        assertThat(counters.take())
                .isEqualTo(Map.of(
                        CounterKey.of(HitKind.HEADER, "first", "service-of-first", "node-1"), Counts.successes(2)));
        assertThat(counters.size()).isEqualTo(1);
    }

    @Test
    void beginsAnewWhereARuleIsAnotherOne() {
        RuleState before = requireNonNull(winner(rules, false)).bound();

        rules.swap(RuleReader.readAll(List.of(rule("first", "cookie", 9, true))));

        assertThat(requireNonNull(winner(rules, false)).bound()).isNotSameAs(before);
    }

    @Test
    void stillTakesTheLastHitsOfARemovedRule() {
        RuleState underWay = requireNonNull(winner(rules, false)).bound();

        rules.swap(List.of());
        underWay.counters().at("node-1").record(Ending.SUCCESS);

        assertThat(rules.all()).isEmpty();
        assertThat(rules.find("first")).isEmpty();
        assertThat(counters.take())
                .isEqualTo(Map.of(
                        CounterKey.of(HitKind.HEADER, "first", "service-of-first", "node-1"), Counts.successes(1)));
    }
}
