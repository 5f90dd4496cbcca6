package io.tallygate.match.index;

import static io.tallygate.rule.WrittenMatch.anyOf;
import static io.tallygate.rule.WrittenMatch.body;
import static io.tallygate.rule.WrittenMatch.json;
import static io.tallygate.rule.WrittenMatch.matching;
import static io.tallygate.rule.WrittenMatch.path;
import static io.tallygate.rule.WrittenMatch.present;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.match.condition.Body;
import io.tallygate.match.condition.MatchRequest;
import io.tallygate.match.condition.TestRequest;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.Strategy;
import io.tallygate.rule.WrittenRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However many rules there are, few are tried; what is tried is counted, not timed. */
class FilingTest {

    private static final int RULES = 4000;
    private static final int FEW = 12;

    @ParameterizedTest
    @MethodSource("waysToDiffer")
    void triesFewRulesThatDifferIn(IntFunction<WrittenRule> written, TestRequest request) {
        List<Candidate> candidates = candidates(written);
        Counting counting = new Counting(request);
        Search search = search(counting);

        Filing.of(candidates).offerTo(search);

        assertThat(search.winner()).isNotNull().extracting(c -> c.rule().id()).isEqualTo("r1234");
        assertThat(counting.tried).isLessThan(FEW);
    }

    static Stream<Arguments> waysToDiffer() {
        return Stream.of(
                way("an exact path", n -> rule(n, Strategy.API, path("exact", "/a/" + n)), to("/a/1234")),
                way("a prefix", n -> rule(n, Strategy.API, path("prefix", "/t" + n + "/a")), to("/t1234/a/b")),
                way("a pattern", n -> rule(n, Strategy.API, path("/{x}/*/t" + n + "/**")), to("/a/b/t1234/c")),
                way("a glob", n -> rule(n, Strategy.API, path("/a/*-" + n + "-?/b")), to("/a/x-1234-y/b")),
                way("a regex", n -> rule(n, Strategy.API, path("regex", "/(a|b)/id" + n + "x+")), to("/b/id1234xx")),
                way("a value", n -> rule(n, Strategy.COOKIE, anyOf("k", "v" + n)), to("/").cookie("k", "v1234")),
                way("a key", n -> rule(n, Strategy.HEADER, present("X-K" + n)), to("/").header("x-k1234", "")),
                way(
                        "one of many values",
                        n -> rule(n, Strategy.PARAM, anyOf("k", "a" + n, "b" + n, "c" + n)),
                        to("/").param("k", "b1234")),
                way(
                        "a regex for a value",
                        n -> rule(n, Strategy.HEADER, matching("K", ".*@host" + n + "\\.org")),
                        to("/").header("K", "me@host1234.org")),
                way(
                        "a host",
                        n -> rule(n, Strategy.HEADER, present("K")).host("h" + n + ".org"),
                        to("/").header("K", "").host("h1234.org")),
                way(
                        "a domain",
                        n -> rule(n, Strategy.HEADER, present("K")).host("*.h" + n + ".org"),
                        to("/").header("K", "").host("a.b.h1234.org")),
                way(
                        "a further condition",
                        n -> rule(n, Strategy.HEADER, present("K")).and(Strategy.PARAM, anyOf("p", "v" + n)),
                        to("/").header("K", "").param("p", "v1234")),
                way(
                        "one of two further conditions of a kind",
                        n -> rule(n, Strategy.HEADER, present("K"))
                                .and(Strategy.HEADER, anyOf("L", "same"))
                                .and(Strategy.HEADER, anyOf("M", "v" + n)),
                        to("/").header("K", "").header("L", "same").header("M", "v1234")),
                way(
                        "two things together",
                        n -> rule(n, Strategy.API, path("/a" + n / 64 + "/**")).host("h" + n % 64 + ".org"),
                        to("/a19/x").host("h18.org")),
                way("a body", n -> rule(n, Strategy.BODY, body("exact", "b" + n)), to("/").body("b1234")),
                way(
                        "a text in the body",
                        n -> rule(n, Strategy.BODY, body("contains", "order " + n + ";")),
                        to("/").body("this is order 1234; thanks")),
                way(
                        "a scalar in the body",
                        n -> rule(n, Strategy.BODY, json("/a/" + n % 100, "v" + n)),
                        to("/").body("{\"a\": {\"33\": \"x\", \"34\": \"v1234\"}}")));
    }

    private static Arguments way(String name, IntFunction<WrittenRule> written, TestRequest request) {
        return Arguments.of(Named.of(name, written), request);
    }

    private static WrittenRule rule(int n, Strategy strategy, MatchDraft match) {
        return WrittenRule.of("r" + n, strategy, match);
    }

    private static TestRequest to(String path) {
        return TestRequest.to(path);
    }

    @Test
    void triesNoneOfTheRulesForOtherHostsWhileTheBodyIsUnread() {
        List<Candidate> candidates =
                candidates(n -> rule(n, Strategy.BODY, body("contains", "x")).host("h" + n + ".org"));
        Counting counting = new Counting(to("/").host("other.org").body(Body.UNREAD));
        Search search = search(counting);

        Filing.withoutBody(candidates).offerTo(search);

        assertThat(search.winner()).isNull();
        assertThat(counting.tried).isLessThan(FEW);
    }

    @Test
    void stopsAtTheFirstOfManyThatMatch() {
        List<Candidate> candidates = candidates(n -> rule(n, Strategy.HEADER, present("K")));
        Counting counting = new Counting(to("/").header("K", ""));
        Search search = search(counting);

        Filing.of(candidates).offerTo(search);

        assertThat(search.winner()).isEqualTo(candidates.get(0));
        assertThat(counting.tried).isLessThan(FEW);
    }

    @Test
    void asksNothingOfARequestThatLacksTheRarestThing() {
        List<Candidate> candidates =
                candidates(n -> rule(n, Strategy.HEADER, present("K")).host("h" + n + ".org"));
        Counting counting = new Counting(to("/").header("K", "").host("other.org"));

        Filing.of(candidates).offerTo(search(counting));

        assertThat(counting.valuesAsked).isZero();
    }

    @Test
    void filesARuleOfThreeLongListsWithoutWritingOutAllTheirPairs() {
        String[] many = IntStream.range(0, 500).mapToObj(n -> "v" + n).toArray(String[]::new);
        List<Candidate> candidates = candidates(
                40,
                n -> rule(n, Strategy.HEADER, anyOf("K", many))
                        .and(Strategy.PARAM, anyOf("p", many))
                        .and(Strategy.COOKIE, anyOf("c", many)));
        Search search = search(to("/").header("K", "v7").param("p", "v8").cookie("c", "v9"));

        Filing.of(candidates).offerTo(search);

        assertThat(search.winner()).isEqualTo(candidates.get(0));
    }

    private static List<Candidate> candidates(IntFunction<WrittenRule> written) {
        return candidates(RULES, written);
    }

    private static List<Candidate> candidates(int count, IntFunction<WrittenRule> written) {
        List<Rule> rules = RuleOrder.standard()
                .sorted(IntStream.range(0, count)
                        .mapToObj(n -> written.apply(n).methods("GET").read())
                        .toList());
        List<Candidate> candidates = new ArrayList<>();
        rules.forEach(rule -> candidates.add(Candidate.of(candidates.size(), rule)));
        return candidates;
    }

    private static Search search(MatchRequest request) {
        return new Search(request, (e, rank) -> {
            throw e;
        });
    }

    /** Every rule here asks for the method first, so that tells how many were tried. */
    private static final class Counting implements MatchRequest {
        private final MatchRequest request;
        private int tried;
        private int valuesAsked;

        Counting(MatchRequest request) {
            this.request = request;
        }

        @Override
        public String method() {
            tried++;
            return request.method();
        }

        @Override
        public String host() {
            return request.host();
        }

        @Override
        public List<String> path() {
            return request.path();
        }

        @Override
        public Collection<String> names(Strategy source) {
            return request.names(source);
        }

        @Override
        public List<String> values(Strategy source, String name) {
            valuesAsked++;
            return request.values(source, name);
        }

        @Override
        public Body body() {
            return request.body();
        }
    }
}
