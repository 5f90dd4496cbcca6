package io.tallygate.match;

import static io.tallygate.rule.WrittenMatch.anyOf;
import static io.tallygate.rule.WrittenMatch.body;
import static io.tallygate.rule.WrittenMatch.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.match.Decision.Bound;
import io.tallygate.match.Decision.Decided;
import io.tallygate.match.Decision.NeedsBody;
import io.tallygate.match.condition.Body;
import io.tallygate.match.condition.MatchRequest;
import io.tallygate.match.condition.TestRequest;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.Strategy;
import io.tallygate.rule.WrittenRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    private static final Strategy BODY = Strategy.BODY;

    private final List<String> told = new ArrayList<>();

    @Test
    void letsTheFirstInOrderWin() {
        RuleSet<String> rules = setOf(
                WrittenRule.of("canary", Strategy.HEADER, present("X-Canary")),
                WrittenRule.api("all", "/**"),
                WrittenRule.api("one", "/orders/{id}"),
                WrittenRule.api("seven", "/orders/7"));

        assertThat(winner(rules, TestRequest.to("/orders/7").header("X-Canary", "1")))
                .isEqualTo("seven");
        assertThat(winner(rules, TestRequest.to("/orders/8"))).isEqualTo("one");
        assertThat(winner(rules, TestRequest.to("/items"))).isEqualTo("all");
    }

    @Test
    void followsTheOrderThatItWasCompiledWith() {
        RuleOrder headersFirst =
                RuleOrder.of(List.of(Strategy.HEADER, Strategy.API, Strategy.PARAM, Strategy.COOKIE, Strategy.BODY));
        RuleSet<String> rules = setOf(
                headersFirst,
                WrittenRule.api("all", "/**"),
                WrittenRule.of("canary", Strategy.HEADER, present("X-Canary")));

        assertThat(winner(rules, TestRequest.to("/").header("X-Canary", "1"))).isEqualTo("canary");
        assertThat(winner(rules, TestRequest.to("/"))).isEqualTo("all");
    }

    @Test
    void hasNoWinnerWhereNothingMatches() {
        assertThat(winner(setOf(WrittenRule.api("orders", "/orders")), TestRequest.to("/items")))
                .isNull();
        assertThat(winner(setOf(), TestRequest.to("/items"))).isNull();
    }

    @Test
    void leavesDisabledRulesOut() {
        RuleSet<String> rules = setOf(WrittenRule.api("off", "/orders").enabled(false), WrittenRule.api("on", "/**"));

        assertThat(rules.size()).isEqualTo(1);
        assertThat(winner(rules, TestRequest.to("/orders"))).isEqualTo("on");
    }

    @Test
    void bindsOnceToEachRuleInTheSet() {
        List<String> bound = new ArrayList<>();
        RuleSet<Integer> rules = RuleSet.compile(
                List.of(
                        WrittenRule.api("b", "/b").read(),
                        WrittenRule.api("off", "/a").enabled(false).read(),
                        WrittenRule.api("a", "/a").read()),
                RuleOrder.standard(),
                rule -> {
                    bound.add(rule.id());
                    return bound.size();
                },
                (rule, e) -> {});

        assertThat(bound).containsExactlyInAnyOrder("a", "b");
        Rule b = WrittenRule.api("b", "/b").read();
        assertThat(rules.decide(TestRequest.to("/b"), Selection.ALL))
                .isEqualTo(new Decided<>(new Bound<>(b, bound.indexOf("b") + 1), List.of()));
    }

    @Test
    void collectsTheShadowRulesBeforeTheWinnerOnly() {
        RuleSet<String> rules = setOf(
                WrittenRule.api("s1", "/a").priority(9).shadow(true),
                WrittenRule.api("s2", "/b").priority(8).shadow(true),
                WrittenRule.api("s3", "/**").priority(7).shadow(true),
                WrittenRule.api("winner", "/a").priority(6),
                WrittenRule.api("s4", "/a").priority(5).shadow(true));

        Decided<String> decided = decided(rules, TestRequest.to("/a"));
        assertThat(decided.winner()).extracting(Bound::bound).isEqualTo("winner");
        assertThat(decided.shadows()).extracting(Bound::bound).containsExactly("s1", "s3");
    }

    @Test
    void collectsAllShadowRulesWhereNoneWins() {
        RuleSet<String> rules = setOf(
                WrittenRule.api("s1", "/a").shadow(true),
                WrittenRule.api("s2", "/**").shadow(true));

        Decided<String> decided = decided(rules, TestRequest.to("/a"));
        assertThat(decided.winner()).isNull();
        assertThat(decided.shadows()).extracting(Bound::bound).containsExactly("s1", "s2");
    }

    @Test
    void needsTheBodyWhereABodyRuleCouldStillWin() {
        RuleSet<String> rules = setOf(WrittenRule.of("gold", BODY, body("contains", "gold")));

        assertThat(rules.decide(TestRequest.to("/").body(Body.UNREAD), Selection.ALL))
                .isEqualTo(new NeedsBody<>());
        assertThat(winner(rules, TestRequest.to("/").body("gold"))).isEqualTo("gold");
        assertThat(winner(rules, TestRequest.to("/").body("silver"))).isNull();
    }

    @Test
    void needsTheBodyForAFurtherConditionToo() {
        RuleSet<String> rules = setOf(WrittenRule.api("gold", "/orders").and(BODY, body("contains", "gold")));

        assertThat(rules.decide(TestRequest.to("/orders").body(Body.UNREAD), Selection.ALL))
                .isEqualTo(new NeedsBody<>());
        assertThat(winner(rules, TestRequest.to("/items").body(Body.UNREAD))).isNull();
    }

    @Test
    void needsTheBodyToCountAShadowRule() {
        RuleSet<String> rules =
                setOf(WrittenRule.of("gold", BODY, body("contains", "gold")).shadow(true));

        assertThat(rules.decide(TestRequest.to("/").body(Body.UNREAD), Selection.ALL))
                .isEqualTo(new NeedsBody<>());
        assertThat(decided(rules, TestRequest.to("/").body("gold")).shadows())
                .extracting(Bound::bound)
                .containsExactly("gold");
    }

    @Test
    void leavesTheBodyAloneWhereNoBodyRuleCouldWin() {
        RuleSet<String> rules = setOf(
                WrittenRule.api("first", "/first"),
                WrittenRule.of("b1", BODY, body("contains", "x")).host("example.com"),
                WrittenRule.of("b2", BODY, body("contains", "x")).methods("POST"),
                WrittenRule.of("b3", BODY, body("contains", "x")).and(Strategy.PARAM, anyOf("region", "eu")),
                WrittenRule.of("b4", BODY, body("contains", "x")).enabled(false));

        assertThat(winner(rules, TestRequest.to("/other").body(Body.UNREAD))).isNull();
        assertThat(winner(rules, TestRequest.to("/first").method("POST").body(Body.UNREAD)))
                .isEqualTo("first");
    }

    @Test
    void knowsWhetherAnyOfItsRulesReadsBodies() {
        WrittenRule plain = WrittenRule.api("plain", "/**");
        WrittenRule gold = WrittenRule.api("gold", "/**").and(BODY, body("contains", "gold"));

        assertThat(setOf(plain, gold).readsBody()).isTrue();
        assertThat(setOf(plain).readsBody()).isFalse();
        assertThat(setOf(plain, gold.enabled(false)).readsBody()).isFalse();
    }

    @Test
    void passesBodyRulesOverWhereTheBodyWasSkipped() {
        RuleSet<String> rules = setOf(
                WrittenRule.api("all", "/**").priority(-1),
                WrittenRule.api("gold", "/orders").and(BODY, body("regex", ".*")));

        assertThat(winner(rules, TestRequest.to("/orders").body(Body.SKIPPED))).isEqualTo("all");
        assertThat(winner(rules, TestRequest.to("/orders").body(""))).isEqualTo("gold");
    }

    @Test
    void asksNothingForBodyRulesWhereTheBodyWasSkipped() {
        RuleSet<String> rules =
                setOf(WrittenRule.of("gold", BODY, body("contains", "gold")).and(Strategy.COOKIE, present("session")));

        winner(rules, TestRequest.to("/").body(Body.SKIPPED).brokenCookies(new IllegalStateException("asked")));
        assertThat(told).isEmpty();
        winner(rules, TestRequest.to("/").body("gold").brokenCookies(new IllegalStateException("asked")));
        assertThat(told).containsExactly("gold: asked");
    }

    @Test
    void tellsOnceOfABrokenRuleAndPassesItOver() {
        RuleSet<String> rules = setOf(
                WrittenRule.of("c1", Strategy.COOKIE, present("session")),
                WrittenRule.of("c2", Strategy.COOKIE, present("session")),
                WrittenRule.of("header", Strategy.HEADER, present("X-Canary")));
        TestRequest broken = TestRequest.to("/")
                .header("X-Canary", "1")
                .brokenCookies(new IllegalStateException("no cookies today"));

        assertThat(winner(rules, broken)).isEqualTo("header");
        assertThat(winner(rules, broken)).isEqualTo("header");
        assertThat(told).containsExactly("c1: no cookies today", "c2: no cookies today");
        assertThat(winner(rules, TestRequest.to("/").cookie("session", "1"))).isEqualTo("c1");
    }

    @Test
    void asksOnlyTheSelectedRules() {
        RuleSet<String> rules = setOf(
                WrittenRule.api("a1", "/**"),
                WrittenRule.api("a2", "/**"),
                WrittenRule.of("h1", Strategy.HEADER, present("X-Canary")),
                WrittenRule.of("b1", BODY, body("contains", "x")));
        TestRequest request = TestRequest.to("/").header("X-Canary", "1").body(Body.UNREAD);

        assertThat(winner(rules, request, "a2")).isEqualTo("a2");
        assertThat(winner(rules, request, "header")).isEqualTo("h1");
        assertThat(winner(rules, request, "unknown")).isNull();
        assertThat(rules.decide(request, Selection.of(List.of("b1")))).isEqualTo(new NeedsBody<>());
    }

    private RuleSet<String> setOf(WrittenRule... rules) {
        return setOf(RuleOrder.standard(), rules);
    }

    private RuleSet<String> setOf(RuleOrder order, WrittenRule... rules) {
        return RuleSet.compile(
                Arrays.stream(rules).map(WrittenRule::read).toList(),
                order,
                Rule::id,
                (rule, e) -> told.add(rule.id() + ": " + e.getMessage()));
    }

    private static @Nullable String winner(RuleSet<String> rules, MatchRequest request, String... selected) {
        Decision<String> decision = rules.decide(request, Selection.of(List.of(selected)));
        Bound<String> winner = ((Decided<String>) decision).winner();
        return winner == null ? null : winner.bound();
    }

    private static Decided<String> decided(RuleSet<String> rules, MatchRequest request) {
        return (Decided<String>) rules.decide(request, Selection.ALL);
    }
}
