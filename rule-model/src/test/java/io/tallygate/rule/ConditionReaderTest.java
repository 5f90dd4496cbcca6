package io.tallygate.rule;

import static io.tallygate.rule.WrittenMatch.anyOf;
import static io.tallygate.rule.WrittenMatch.body;
import static io.tallygate.rule.WrittenMatch.json;
import static io.tallygate.rule.WrittenMatch.matching;
import static io.tallygate.rule.WrittenMatch.path;
import static io.tallygate.rule.WrittenMatch.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.RuleDraft.MatchDraft;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionReaderTest {

    @ParameterizedTest
    @EnumSource
    void readsAPathInEachMode(PathMode mode) {
        assertThat(read(Strategy.API, path(mode.word(), "/orders/a.b")))
                .isEqualTo(new Condition.Path(mode, "/orders/a.b"));
    }

    @Test
    void readsAPathAsAPatternUnlessTold() {
        assertThat(read(Strategy.API, path("/orders/{id}")))
                .isEqualTo(new Condition.Path(PathMode.PATTERN, "/orders/{id}"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PARAM", "COOKIE", "HEADER"})
    void readsAValueInEachShape(Strategy strategy) {
        assertThat(read(strategy, anyOf("key", "a", "")))
                .isEqualTo(new Condition.Value(strategy, "key", new ValueTest.AnyOf(List.of("a", ""))));
        assertThat(read(strategy, matching("key", "a+")))
                .isEqualTo(new Condition.Value(strategy, "key", new ValueTest.Regex("a+")));
        assertThat(read(strategy, present("key")))
                .isEqualTo(new Condition.Value(strategy, "key", new ValueTest.Present()));
    }

    @Test
    void readsABodyInEachMode() {
        assertThat(read(Strategy.BODY, body("exact", "a"))).isEqualTo(new Condition.Body(new BodyTest.Exact("a")));
        assertThat(read(Strategy.BODY, body("contains", "a")))
                .isEqualTo(new Condition.Body(new BodyTest.Contains("a")));
        assertThat(read(Strategy.BODY, body("regex", "a+"))).isEqualTo(new Condition.Body(new BodyTest.Regex("a+")));
        assertThat(read(Strategy.BODY, json("/user/tier", "gold", "1")))
                .isEqualTo(new Condition.Body(new BodyTest.Json("/user/tier", List.of("gold", "1"))));
    }

    @Test
    void refusesAnUnknownMode() {
        assertThat(problems(Strategy.API, path("ant", "/a")))
                .containsExactly("match.mode must be one of pattern, exact, prefix, regex: \"ant\"");
        assertThat(problems(Strategy.BODY, body("xml", "a")))
                .containsExactly("match.mode must be one of exact, contains, regex, json: \"xml\"");
    }

    @Test
    void asksOnlyForTheModeWhereABodyHasNone() {
        MatchDraft noMode = new MatchDraft(null, null, null, List.of("gold"), null, null, null, "/user/tier");

        assertThat(problems(Strategy.BODY, noMode))
                .containsExactly("match.mode must be one of exact, contains, regex, json, but it is missing");
    }

    @Test
    void asksForExactlyOneTestOfAValue() {
        MatchDraft none = new MatchDraft(null, null, "X", null, null, null, null, null);
        MatchDraft two = new MatchDraft(null, null, "X", List.of("a"), "a", null, null, null);

        assertThat(problems(Strategy.HEADER, none))
                .containsExactly("match must hold exactly one of values, regex, present beside its key: \"X\"");
        assertThat(problems(Strategy.HEADER, two))
                .containsExactly("match must hold exactly one of values, regex, present beside its key: \"X\"");
    }

    @Test
    void refusesToAskForAnAbsentValue() {
        MatchDraft absent = new MatchDraft(null, null, "X", null, null, false, null, null);

        assertThat(problems(Strategy.COOKIE, absent))
                .containsExactly("match.present must be true or left out: \"false\"");
    }

    @Test
    void asksForAKey() {
        MatchDraft noKey = new MatchDraft(null, null, null, List.of("a"), null, null, null, null);

        assertThat(problems(Strategy.PARAM, noKey))
                .containsExactly("match.key must be 1 to 4096 characters, but it is missing");
        assertThat(problems(Strategy.PARAM, present("")))
                .containsExactly("match.key must be 1 to 4096 characters: \"\"");
    }

    @Test
    void refusesFieldsOfAnotherStrategy() {
        MatchDraft all = new MatchDraft("/a", "exact", "k", List.of("v"), "r", true, "t", "/p");

        assertThat(problems(Strategy.API, all))
                .containsExactly(
                        "match.key must be left out for strategy api: \"k\"",
                        "match.values must be left out for strategy api: \"[v]\"",
                        "match.regex must be left out for strategy api: \"r\"",
                        "match.present must be left out for strategy api: \"true\"",
                        "match.value must be left out for strategy api: \"t\"",
                        "match.pointer must be left out for strategy api: \"/p\"");
        assertThat(problems(Strategy.COOKIE, all))
                .contains(
                        "match.path must be left out for strategy cookie: \"/a\"",
                        "match.mode must be left out for strategy cookie: \"exact\"");
        assertThat(problems(Strategy.BODY, all))
                .contains(
                        "match.key must be left out for mode exact: \"k\"",
                        "match.pointer must be left out for mode exact: \"/p\"");
        assertThat(problems(Strategy.BODY, new MatchDraft(null, "json", null, List.of("v"), null, null, "t", "/p")))
                .containsExactly("match.value must be left out for mode json: \"t\"");
    }

    @Test
    void boundsTheLengthOfAText() {
        assertThat(problems(Strategy.API, path("/" + "a".repeat(4095)))).isEmpty();
        assertThat(problems(Strategy.API, path("/" + "a".repeat(4096))))
                .singleElement()
                .asString()
                .startsWith("match.path must be 1 to 4096 characters: \"/aaa");
        assertThat(problems(Strategy.API, new MatchDraft(null, "exact", null, null, null, null, null, null)))
                .containsExactly("match.path must be 1 to 4096 characters, but it is missing");
        assertThat(problems(Strategy.BODY, body("contains", "")))
                .containsExactly("match.value must be 1 to 4096 characters: \"\"");
    }

    @Test
    void boundsTheNumberOfValues() {
        List<String> values = new ArrayList<>(Collections.nCopies(1000, "v"));
        assertThat(problems(Strategy.PARAM, withValues(values))).isEmpty();

        values.add("v");
        assertThat(problems(Strategy.PARAM, withValues(values)))
                .singleElement()
                .asString()
                .startsWith("match.values must hold 1 to 1000 values: \"[v, v");
        assertThat(problems(Strategy.PARAM, withValues(Collections.singletonList(null))))
                .containsExactly("match.values must hold 1 to 1000 values: \"[null]\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/user/tier", "/a~0b/c~1d", "/items/0", "//"})
    void takesAPointer(String pointer) {
        assertThat(problems(Strategy.BODY, json(pointer, "v"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "$.user", "/a~", "/a~2", "#/a"})
    void refusesAPointer(String pointer) {
        assertThat(problems(Strategy.BODY, json(pointer, "v")))
                .containsExactly(
                        "match.pointer must be a JSON pointer (RFC 6901), such as \"/user/tier\": \"" + pointer + "\"");
    }

    @Test
    void refusesAPointerThatIsMissingOrTooLong() {
        assertThat(problems(Strategy.BODY, new MatchDraft(null, "json", null, List.of("v"), null, null, null, null)))
                .containsExactly(
                        "match.pointer must be a JSON pointer (RFC 6901), such as \"/user/tier\", but it is missing");
        assertThat(problems(Strategy.BODY, json("/" + "a~1".repeat(1365), "v"))).isEmpty();
        assertThat(problems(Strategy.BODY, json("/" + "a~1".repeat(1365) + "b", "v")))
                .singleElement()
                .asString()
                .startsWith("match.pointer must be at most 4096 characters: \"/a~1a~1");
    }

    private static MatchDraft withValues(List<String> values) {
        return new MatchDraft(null, null, "k", values, null, null, null, null);
    }

    private static Condition read(Strategy strategy, MatchDraft match) {
        return WrittenRule.of("r", strategy, match).read().match();
    }

    private static List<String> problems(Strategy strategy, MatchDraft match) {
        return WrittenRule.of("r", strategy, match).problems();
    }
}
