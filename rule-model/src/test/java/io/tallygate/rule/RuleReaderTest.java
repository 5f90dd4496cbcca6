package io.tallygate.rule;

import static io.tallygate.rule.WrittenMatch.anyOf;
import static io.tallygate.rule.WrittenMatch.json;
import static io.tallygate.rule.WrittenMatch.path;
import static io.tallygate.rule.WrittenMatch.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.RuleDraft.AndDraft;
import io.tallygate.rule.RuleDraft.RewriteDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReaderTest {

    private static final String ID = "be 1 to 128 of A-Z a-z 0-9 . _ - and start with one of A-Z a-z 0-9";
    private static final String HOST = "be a host name, \"*.\" and a domain, or \"*\"";

    @Test
    void givesDefaultsToWhatIsLeftOut() {
        Rule rule = WrittenRule.api("orders", "/orders/**").read();

        assertThat(rule)
                .isEqualTo(new Rule(
                        "orders",
                        true,
                        false,
                        0,
                        "*",
                        Set.of(),
                        new Condition.Path(PathMode.PATTERN, "/orders/**"),
                        List.of(),
                        new Target("orders", null, Pick.DEFAULT, null),
                        Rewrite.NONE));
        assertThat(rule.strategy()).isEqualTo(Strategy.API);
        assertThat(rule.readsBody()).isFalse();
    }

    @Test
    void keepsWhatIsWritten() {
        Rule rule = WrittenRule.of("canary-beta", Strategy.HEADER, anyOf("X-Canary", "beta", "alpha"))
                .enabled(false)
                .shadow(true)
                .priority(-7)
                .host("*.Example.COM")
                .methods("GET", "M-SEARCH", "GET")
                .and(Strategy.PARAM, anyOf("region", "eu"))
                .and(Strategy.BODY, json("/user/tier", "gold"))
                .target(new TargetDraft("order", "order-2", null, null))
                .stripPrefix(1)
                .read();

        assertThat(rule)
                .isEqualTo(new Rule(
                        "canary-beta",
                        false,
                        true,
                        -7,
                        "*.example.com",
                        Set.of("GET", "M-SEARCH"),
                        new Condition.Value(Strategy.HEADER, "X-Canary", new ValueTest.AnyOf(List.of("beta", "alpha"))),
                        List.of(
                                new Condition.Value(Strategy.PARAM, "region", new ValueTest.AnyOf(List.of("eu"))),
                                new Condition.Body(new BodyTest.Json("/user/tier", List.of("gold")))),
                        new Target("order", "order-2", Pick.DEFAULT, null),
                        new Rewrite(1)));
        assertThat(rule.readsBody()).isTrue();
    }

    @Test
    void findsAllProblemsOfARuleAtOnce() {
        WrittenRule rule = WrittenRule.of("-x", Strategy.HEADER, anyOf("X-Canary"))
                .host("a b")
                .methods("get")
                .and(Strategy.API, path("orders"))
                .target(null)
                .stripPrefix(101);

        assertThat(rule.problems())
                .containsExactly(
                        "id must " + ID + ": \"-x\"",
                        "host must " + HOST + ": \"a b\"",
                        "methods must hold HTTP methods in capitals, such as \"GET\": \"get\"",
                        "match.values must hold 1 to 1000 values: \"[]\"",
                        "and[0].api.path must start with '/' in mode pattern: \"orders\"",
                        "target must be there, but it is missing",
                        "rewrite.stripPrefix must be 0 to 100: \"101\"");
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(rule::read)
                .withMessageStartingWith("rule \"-x\": id must be 1 to 128 of")
                .withMessageEndingWith("; rewrite.stripPrefix must be 0 to 100: \"101\"");
    }

    @Test
    void findsEverythingThatIsMissing() {
        WrittenRule nothing = WrittenRule.raw(null, null, null).target(null);

        assertThat(nothing.problems())
                .containsExactly(
                        "id must " + ID + ", but it is missing",
                        "strategy must be one of api, param, cookie, header, body, but it is missing",
                        "target must be there, but it is missing");
        assertThat(WrittenRule.raw("a", "api", null).problems())
                .containsExactly("match must be there, but it is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "canary-beta", "A.b_c-D.", "r2"})
    void takesAnId(String id) {
        assertThat(WrittenRule.api(id, "/").read().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "_a", "a b", "a/b", "a|b", "a{b}", "ä", "a\n"})
    void refusesAnId(String id) {
        assertThat(WrittenRule.api(id, "/").problems()).containsExactly("id must " + ID + ": \"" + id + "\"");
    }

    @Test
    void boundsTheLengthOfAnId() {
        assertThat(WrittenRule.api("a".repeat(128), "/").problems()).isEmpty();
        assertThat(WrittenRule.api("a".repeat(129), "/").problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "localhost", "api.example.com", "*.example.com", "10.0.0.1", "A-1.Example.com"})
    void takesAHost(String host) {
        assertThat(WrittenRule.api("a", "/").host(host).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*.", "*example.com", "a.*", "**", "-a", "a.", "a:80", "http://A", "Not A Host"})
    void refusesAHost(String host) {
        assertThat(WrittenRule.api("a", "/").host(host).problems())
                .containsExactly("host must " + HOST + ": \"" + host + "\"");
    }

    @Test
    void refusesAnUnknownStrategy() {
        assertThat(WrittenRule.raw("a", "Header", present("X")).problems())
                .containsExactly("strategy must be one of api, param, cookie, header, body: \"Header\"");
    }

    @Test
    void refusesAFurtherConditionThatIsNone() {
        assertThat(WrittenRule.api("a", "/")
                        .and(new AndDraft(null, null, null, null, null))
                        .and(null)
                        .and(new AndDraft(path("/a"), present("p"), null, null, null))
                        .problems())
                .containsExactly(
                        "and[0] must hold one of api, param, cookie, header, body, but it is missing",
                        "and[1] must hold one of api, param, cookie, header, body, but it is missing",
                        "and[2] must hold a single condition: \"param\"");
    }

    @Test
    void readsEveryStrategyAsAFurtherCondition() {
        Rule rule = WrittenRule.api("a", "/")
                .and(Strategy.API, path("/a"))
                .and(Strategy.PARAM, present("p"))
                .and(Strategy.COOKIE, present("c"))
                .and(Strategy.HEADER, present("h"))
                .and(Strategy.BODY, json("/j", "1"))
                .read();

        assertThat(rule.and()).extracting(Condition::strategy).containsExactly(Strategy.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void takesARewrite(int strip) {
        assertThat(WrittenRule.api("a", "/").stripPrefix(strip).read().rewrite())
                .isEqualTo(new Rewrite(strip));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void refusesARewrite(int strip) {
        assertThat(WrittenRule.api("a", "/").stripPrefix(strip).problems())
                .containsExactly("rewrite.stripPrefix must be 0 to 100: \"" + strip + "\"");
    }

    @Test
    void takesAnEmptyRewriteForNone() {
        assertThat(WrittenRule.api("a", "/").stripPrefix(null).draft().rewrite())
                .isEqualTo(new RewriteDraft(null));
        assertThat(WrittenRule.api("a", "/").stripPrefix(null).read().rewrite()).isEqualTo(Rewrite.NONE);
    }

    @Test
    void readsManyRulesInTheirOrder() {
        assertThat(RuleReader.readAll(drafts("b", "a", "c")))
                .extracting(Rule::id)
                .containsExactly("b", "a", "c");
    }

    @Test
    void refusesAnIdThatWasUsedBefore() {
        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(() -> RuleReader.readAll(drafts("a", "b", "a")))
                .withMessage("rule \"a\": id must be unique over all rules: \"a\"");
    }

    @Test
    void cutsALongValueInAMessageButKeepsItInTheProblem() {
        String id = "!".repeat(500);

        assertThatExceptionOfType(InvalidRuleException.class)
                .isThrownBy(WrittenRule.api(id, "/")::read)
                .satisfies(e -> assertThat(e.problems()).containsExactly(new Problem("id", id, ID)));
        assertThat(WrittenRule.api(id, "/").problems())
                .containsExactly("id must " + ID + ": \"" + "!".repeat(200) + "...\"");
    }

    private static List<RuleDraft> drafts(String... ids) {
        return Arrays.stream(ids).map(id -> WrittenRule.api(id, "/").draft()).toList();
    }
}
