package io.tallygate.match.condition;

import static io.tallygate.rule.WrittenMatch.anyOf;
import static io.tallygate.rule.WrittenMatch.body;
import static io.tallygate.rule.WrittenMatch.matching;
import static io.tallygate.rule.WrittenMatch.path;
import static io.tallygate.rule.WrittenMatch.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tallygate.rule.Condition;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.Strategy;
import io.tallygate.rule.WrittenRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RuleMatcherTest {

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, example.com, true",
        "example.com, example.com, true",
        "Example.COM, example.com, true",
        "example.com, api.example.com, false",
        "example.com, '', false",
        "*.example.com, api.example.com, true",
        "*.example.com, a.b.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, .example.com, false",
        "*.example.com, badexample.com, false",
        "*.example.com, example.com.evil.org, false",
    })
    void comparesTheHost(String host, String requested, boolean expected) {
        WrittenRule rule = WrittenRule.api("r", "/**").host(host);

        assertThat(matches(rule, TestRequest.to("/").host(requested))).isEqualTo(expected);
    }

    @Test
    void takesTheMethodsThatItNames() {
        WrittenRule rule = WrittenRule.api("r", "/**").methods("GET", "PUT");

        assertThat(matches(rule, TestRequest.to("/").method("GET"))).isTrue();
        assertThat(matches(rule, TestRequest.to("/").method("PUT"))).isTrue();
        assertThat(matches(rule, TestRequest.to("/").method("POST"))).isFalse();
    }

    @Test
    void takesAnyMethodWhereItNamesNone() {
        assertThat(matches(WrittenRule.api("r", "/**"), TestRequest.to("/").method("PROPFIND")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"PARAM", "COOKIE", "HEADER"})
    void looksForAValueInItsOwnPlace(Strategy strategy) {
        WrittenRule rule = WrittenRule.of("r", strategy, anyOf("k", "v"));

        assertThat(matches(rule, TestRequest.to("/").param("k", "v"))).isEqualTo(strategy == Strategy.PARAM);
        assertThat(matches(rule, TestRequest.to("/").cookie("k", "v"))).isEqualTo(strategy == Strategy.COOKIE);
        assertThat(matches(rule, TestRequest.to("/").header("k", "v"))).isEqualTo(strategy == Strategy.HEADER);
    }

    @ParameterizedTest
    @EnumSource(names = {"PARAM", "COOKIE", "HEADER"})
    void takesAnyOfItsValues(Strategy strategy) {
        WrittenRule rule = WrittenRule.of("r", strategy, anyOf("k", "alpha", "beta", "alpha"));

        assertThat(matches(rule, with(strategy, "alpha"))).isTrue();
        assertThat(matches(rule, with(strategy, "beta"))).isTrue();
        assertThat(matches(rule, with(strategy, "Beta"))).isFalse();
        assertThat(matches(rule, with(strategy, "alphabeta"))).isFalse();
        assertThat(matches(rule, with(strategy))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"PARAM", "COOKIE", "HEADER"})
    void matchesARegexWithTheWholeValue(Strategy strategy) {
        WrittenRule rule = WrittenRule.of("r", strategy, matching("k", "v[0-9]+"));

        assertThat(matches(rule, with(strategy, "v42"))).isTrue();
        assertThat(matches(rule, with(strategy, "v42x"))).isFalse();
        assertThat(matches(rule, with(strategy, "xv42"))).isFalse();
        assertThat(matches(rule, with(strategy))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"PARAM", "COOKIE", "HEADER"})
    void takesWhateverIsThere(Strategy strategy) {
        WrittenRule rule = WrittenRule.of("r", strategy, present("k"));

        assertThat(matches(rule, with(strategy, ""))).isTrue();
        assertThat(matches(rule, with(strategy))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"PARAM", "COOKIE", "HEADER"})
    void needsOnlyOneOfRepeatedValues(Strategy strategy) {
        assertThat(matches(WrittenRule.of("r", strategy, anyOf("k", "v")), with(strategy, "x", "v", "y")))
                .isTrue();
        assertThat(matches(WrittenRule.of("r", strategy, matching("k", "v+")), with(strategy, "x", "y", "vv")))
                .isTrue();
        assertThat(matches(WrittenRule.of("r", strategy, anyOf("k", "v")), with(strategy, "x", "y")))
                .isFalse();
    }

    @Test
    void ignoresTheCaseOfHeaderNamesOnly() {
        assertThat(matches(
                        WrittenRule.of("r", Strategy.HEADER, anyOf("X-Canary", "v")),
                        TestRequest.to("/").header("x-canary", "v")))
                .isTrue();
        assertThat(matches(
                        WrittenRule.of("r", Strategy.COOKIE, anyOf("Canary", "v")),
                        TestRequest.to("/").cookie("canary", "v")))
                .isFalse();
        assertThat(matches(
                        WrittenRule.of("r", Strategy.PARAM, anyOf("Canary", "v")),
                        TestRequest.to("/").param("canary", "v")))
                .isFalse();
    }

    @Test
    void asksForAllFurtherConditions() {
        WrittenRule rule = WrittenRule.api("r", "/orders/**")
                .and(Strategy.BODY, body("contains", "gold"))
                .and(Strategy.PARAM, anyOf("region", "eu"))
                .and(Strategy.API, path("/*/7"));

        assertThat(matches(
                        rule, TestRequest.to("/orders/7").param("region", "eu").body("gold")))
                .isTrue();
        assertThat(matches(
                        rule, TestRequest.to("/items/7").param("region", "eu").body("gold")))
                .isFalse();
        assertThat(matches(
                        rule, TestRequest.to("/orders/8").param("region", "eu").body("gold")))
                .isFalse();
        assertThat(matches(
                        rule, TestRequest.to("/orders/7").param("region", "us").body("gold")))
                .isFalse();
        assertThat(matches(
                        rule, TestRequest.to("/orders/7").param("region", "eu").body("silver")))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"API", "BODY"})
    void knowsNoValueOutsideOfParamsCookiesAndHeaders(Strategy strategy) {
        Condition.Value misplaced = new Condition.Value(strategy, "k", new ValueTest.Present());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueTests.compile(misplaced))
                .withMessage("a value stands in a param, cookie or header: \"" + strategy.word() + "\"");
    }

    private static TestRequest with(Strategy strategy, String... values) {
        TestRequest request = TestRequest.to("/");
        for (String value : values) {
            switch (strategy) {
                case PARAM -> request.param("k", value);
                case COOKIE -> request.cookie("k", value);
                case HEADER -> request.header("k", value);
                case API, BODY -> throw new IllegalArgumentException(strategy.word());
            }
        }
        return request;
    }

    private static boolean matches(WrittenRule rule, TestRequest request) {
        return RuleMatcher.of(rule.read()).mismatch(request) == null;
    }
}
