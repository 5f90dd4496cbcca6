package io.tallygate.rule;

import static io.tallygate.rule.WrittenMatch.anyOf;
import static io.tallygate.rule.WrittenMatch.body;
import static io.tallygate.rule.WrittenMatch.json;
import static io.tallygate.rule.WrittenMatch.matching;
import static io.tallygate.rule.WrittenMatch.path;
import static io.tallygate.rule.WrittenMatch.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleOrderTest {

    private static final WrittenRule API = WrittenRule.api("api", "/a");
    private static final WrittenRule PARAM = WrittenRule.of("param", Strategy.PARAM, present("a"));
    private static final WrittenRule COOKIE = WrittenRule.of("cookie", Strategy.COOKIE, present("a"));
    private static final WrittenRule HEADER = WrittenRule.of("header", Strategy.HEADER, present("a"));
    private static final WrittenRule BODY = WrittenRule.of("body", Strategy.BODY, body("contains", "a"));

    @Test
    void putsStrategiesInTheirStandardOrder() {
        assertThat(sorted(RuleOrder.standard(), BODY, HEADER, COOKIE, PARAM, API))
                .containsExactly("api", "param", "cookie", "header", "body");
    }

    @Test
    void putsStrategiesInTheOrderThatIsAskedFor() {
        RuleOrder order =
                RuleOrder.of(List.of(Strategy.HEADER, Strategy.BODY, Strategy.API, Strategy.COOKIE, Strategy.PARAM));

        assertThat(sorted(order, API, PARAM, COOKIE, HEADER, BODY))
                .containsExactly("header", "body", "api", "cookie", "param");
    }

    @Test
    void refusesAnOrderThatMissesOrDoublesAStrategy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleOrder.of(List.of(Strategy.API, Strategy.BODY)))
                .withMessage("must name each of api, param, cookie, header, body exactly once: \"api, body\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleOrder.of(
                        List.of(Strategy.API, Strategy.API, Strategy.COOKIE, Strategy.HEADER, Strategy.BODY)))
                .withMessageEndingWith("exactly once: \"api, api, cookie, header, body\"");
        assertThatIllegalArgumentException().isThrownBy(() -> RuleOrder.of(List.of()));
    }

    @Test
    void putsAHigherPriorityFirstWithinItsStrategy() {
        assertThat(sorted(
                        RuleOrder.standard(),
                        WrittenRule.api("exact", "/a").priority(-1),
                        WrittenRule.api("wide", "/**").priority(7),
                        WrittenRule.api("plain", "/**"),
                        WrittenRule.of("header", Strategy.HEADER, present("a")).priority(100)))
                .containsExactly("wide", "plain", "exact", "header");
    }

    @Test
    void putsTheNarrowerFormOfAPathFirst() {
        assertThat(sorted(
                        RuleOrder.standard(),
                        WrittenRule.of("a-regex", Strategy.API, path("regex", "/a/long/regex/of/literals")),
                        WrittenRule.of("b-prefix", Strategy.API, path("prefix", "/a/b/c")),
                        WrittenRule.of("c-pattern", Strategy.API, path("pattern", "/a/*")),
                        WrittenRule.of("d-exact", Strategy.API, path("exact", "/"))))
                .containsExactly("d-exact", "c-pattern", "b-prefix", "a-regex");
    }

    @Test
    void putsThePathWithMoreLiteralSegmentsFirst() {
        assertThat(sorted(
                        RuleOrder.standard(),
                        WrittenRule.api("a-none", "/{verylongname}/?longlong*"),
                        WrittenRule.api("b-one", "/longlonglong/*"),
                        WrittenRule.api("c-two", "/a/b/**")))
                .containsExactly("c-two", "b-one", "a-none");
        assertThat(sorted(
                        RuleOrder.standard(),
                        WrittenRule.of("a-one", Strategy.API, path("prefix", "/longlong")),
                        WrittenRule.of("b-two", Strategy.API, path("prefix", "/a/b"))))
                .containsExactly("b-two", "a-one");
    }

    @Test
    void putsThePathWithTheLongerLiteralTextFirst() {
        assertThat(sorted(
                        RuleOrder.standard(),
                        WrittenRule.api("a", "/or/{name}"),
                        WrittenRule.api("b", "/ord/*"),
                        WrittenRule.api("c", "/orders/**"),
                        WrittenRule.api("d", "/or/x*?y"),
                        WrittenRule.api("e", "/or/xyz*")))
                .containsExactly("c", "e", "d", "b", "a");
    }

    @Test
    void putsTheNarrowerFormOfAValueFirst() {
        assertThat(sorted(
                        RuleOrder.standard(),
                        WrittenRule.of("a-present", Strategy.COOKIE, present("k")),
                        WrittenRule.of("b-regex", Strategy.COOKIE, matching("k", "x")),
                        WrittenRule.of("c-values", Strategy.COOKIE, anyOf("k", "x"))))
                .containsExactly("c-values", "b-regex", "a-present");
    }

    @Test
    void putsTheNarrowerFormOfABodyFirst() {
        assertThat(sorted(
                        RuleOrder.standard(),
                        WrittenRule.of("a-regex", Strategy.BODY, body("regex", "longlonglong")),
                        WrittenRule.of("b-contains", Strategy.BODY, body("contains", "xyz")),
                        WrittenRule.of("c-contains", Strategy.BODY, body("contains", "longer")),
                        WrittenRule.of("d-json", Strategy.BODY, json("/a", "x")),
                        WrittenRule.of("e-exact", Strategy.BODY, body("exact", "x"))))
                .containsExactly("e-exact", "d-json", "c-contains", "b-contains", "a-regex");
    }

    @Test
    void putsTheSmallerIdFirstByCodeUnits() {
        assertThat(sorted(
                        RuleOrder.standard(),
                        WrittenRule.api("b", "/x"),
                        WrittenRule.api("a", "/y"),
                        WrittenRule.api("B", "/z"),
                        WrittenRule.api("a1", "/z"),
                        WrittenRule.api("10", "/z"),
                        WrittenRule.api("9", "/z")))
                .containsExactly("10", "9", "B", "a", "a1", "b");
    }

    @Test
    void doesNotLookAtHostMethodsOrFurtherConditions() {
        assertThat(sorted(
                        RuleOrder.standard(),
                        WrittenRule.api("b", "/x")
                                .host("a.example.com")
                                .methods("GET")
                                .and(Strategy.HEADER, present("h")),
                        WrittenRule.api("a", "/x")))
                .containsExactly("a", "b");
    }

    @Test
    void sortsTheSameWhateverTheOrderBefore() {
        List<Rule> rules = new ArrayList<>(manyRules(new Random(7)));
        List<Rule> expected = rules.stream().sorted(RuleOrder.standard()).toList();

        for (int seed = 0; seed < 30; seed++) {
            Collections.shuffle(rules, new Random(seed));
            assertThat(rules.stream().sorted(RuleOrder.standard()))
                    .as("shuffled with seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    private static List<Rule> manyRules(Random random) {
        List<String> paths = List.of("/a", "/b", "/a/*", "/{x}/b", "/a?", "/**");
        return IntStream.range(0, 400)
                .mapToObj(i -> {
                    String id = "rule-" + i;
                    WrittenRule rule = random.nextBoolean()
                            ? WrittenRule.api(id, paths.get(random.nextInt(paths.size())))
                            : WrittenRule.of(
                                    id, Strategy.HEADER, random.nextBoolean() ? present("k") : anyOf("k", "v"));
                    return rule.priority(random.nextInt(3)).read();
                })
                .toList();
    }

    private static List<String> sorted(RuleOrder order, WrittenRule... rules) {
        return Arrays.stream(rules)
                .map(WrittenRule::read)
                .sorted(order)
                .map(Rule::id)
                .toList();
    }
}
