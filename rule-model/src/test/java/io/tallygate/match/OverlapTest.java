package io.tallygate.match;

import static io.tallygate.match.Overlap.ALL;
import static io.tallygate.match.Overlap.SOME;
import static io.tallygate.match.Overlap.UNKNOWN;
import static io.tallygate.rule.WrittenMatch.anyOf;
import static io.tallygate.rule.WrittenMatch.body;
import static io.tallygate.rule.WrittenMatch.json;
import static io.tallygate.rule.WrittenMatch.matching;
import static io.tallygate.rule.WrittenMatch.path;
import static io.tallygate.rule.WrittenMatch.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.Strategy;
import io.tallygate.rule.WrittenRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {

    private static WrittenRule rule(Strategy strategy, MatchDraft match) {
        return WrittenRule.of("r", strategy, match);
    }

    private static Overlap of(WrittenRule taker, WrittenRule with) {
        return Overlap.of(taker.read(), with.read());
    }

    @ParameterizedTest
    @CsvSource({
        "pattern /a/**, pattern /a/b/*, ALL",
        "pattern /a/**, exact /a, ALL",
        "pattern /**, pattern /{x}, ALL",
        "pattern /a/*, exact /a/b, ALL",
        "pattern /a/*, exact /a/, UNKNOWN",
        "pattern /a/*, pattern /a/**, UNKNOWN",
        "pattern /a/*, exact /a/b/c, UNKNOWN",
        "exact /a/*, exact /a/b, UNKNOWN",
        "exact /a/b, pattern /a/b, ALL",
        "prefix /a, pattern /a/*/c, ALL",
        "prefix /a, exact /ab, UNKNOWN",
        "prefix /, exact /ab/c, ALL",
        "regex /a+, regex /a+, ALL",
        "regex /a+, exact /aa, UNKNOWN",
        "pattern /**, regex /a+, UNKNOWN"
    })
    void tellsWhetherAPathTakesAllOfAnother(String taker, String with, Overlap overlap) {
        assertThat(of(ofPath(taker), ofPath(with))).isEqualTo(overlap);
    }

    private static WrittenRule ofPath(String modeAndPath) {
        String[] parts = modeAndPath.split(" ", -1);
        return rule(Strategy.API, path(parts[0], parts[1]));
    }

    @Test
    void comparesValues() {
        WrittenRule two = rule(Strategy.HEADER, anyOf("X", "a", "b"));
        WrittenRule one = rule(Strategy.HEADER, anyOf("x", "b"));
        assertThat(of(two, one)).isEqualTo(ALL);
        assertThat(of(one, two)).isEqualTo(SOME);
        assertThat(of(one, rule(Strategy.HEADER, anyOf("X", "c")))).isEqualTo(UNKNOWN);
        assertThat(of(rule(Strategy.HEADER, present("X")), two)).isEqualTo(ALL);
        assertThat(of(two, rule(Strategy.HEADER, present("X")))).isEqualTo(UNKNOWN);
        assertThat(of(rule(Strategy.HEADER, matching("X", "a*")), rule(Strategy.HEADER, matching("X", "a*"))))
                .isEqualTo(ALL);
        assertThat(of(rule(Strategy.COOKIE, anyOf("X", "b")), one)).isEqualTo(UNKNOWN);
        assertThat(of(rule(Strategy.PARAM, anyOf("X", "b")), rule(Strategy.PARAM, anyOf("x", "b"))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void comparesBodies() {
        WrittenRule json = rule(Strategy.BODY, json("/tier", "gold", "silver"));
        assertThat(of(json, rule(Strategy.BODY, json("/tier", "gold")))).isEqualTo(ALL);
        assertThat(of(json, rule(Strategy.BODY, json("/other", "gold")))).isEqualTo(UNKNOWN);
        assertThat(of(rule(Strategy.BODY, body("contains", "x")), rule(Strategy.BODY, body("contains", "x"))))
                .isEqualTo(ALL);
    }

    @Test
    void looksAtHostAndMethods() {
        assertThat(of(WrittenRule.api("a", "/x"), WrittenRule.api("b", "/x").host("a.org")))
                .isEqualTo(ALL);
        assertThat(of(
                        WrittenRule.api("a", "/x").host("*.org"),
                        WrittenRule.api("b", "/x").host("a.org")))
                .isEqualTo(ALL);
        assertThat(of(WrittenRule.api("a", "/x").host("a.org"), WrittenRule.api("b", "/x")))
                .isEqualTo(UNKNOWN);
        assertThat(of(WrittenRule.api("a", "/x").methods("GET"), WrittenRule.api("b", "/x")))
                .isEqualTo(SOME);
        assertThat(of(
                        WrittenRule.api("a", "/x").methods("GET"),
                        WrittenRule.api("b", "/x").methods("PUT")))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void needsAllConditionsOfTheTaker() {
        WrittenRule plain = WrittenRule.api("a", "/x");
        WrittenRule more = WrittenRule.api("b", "/x").and(Strategy.PARAM, anyOf("p", "1"));
        assertThat(of(plain, more)).isEqualTo(ALL);
        assertThat(of(more, plain)).isEqualTo(UNKNOWN);
        assertThat(of(rule(Strategy.PARAM, anyOf("p", "1")), more)).isEqualTo(ALL);
    }
}
