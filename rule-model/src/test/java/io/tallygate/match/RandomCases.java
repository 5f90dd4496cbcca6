package io.tallygate.match;

import io.tallygate.match.RequestCase.Pair;
import io.tallygate.rule.Condition;
import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.PathMode;
import io.tallygate.rule.Pick;
import io.tallygate.rule.Rewrite;
import io.tallygate.rule.Rule;
import io.tallygate.rule.Strategy;
import io.tallygate.rule.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Rules and requests by chance, from few enough words that they often meet, and from all that is awkward in HTTP. */
final class RandomCases {

    private static final Target TARGET = new Target("orders", null, Pick.DEFAULT, null);
    private static final List<String> HOSTS =
            List.of("a.example.com", "b.example.com", "x.a.example.com", "example.com", "other.org", "");
    private static final List<String> RULE_HOSTS =
            List.of("a.example.com", "*.example.com", "*.a.example.com", "other.org", "*.com", "example.com");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PROPFIND");
    private static final List<String> SEGMENTS =
            List.of("a", "b", "api", "v1", "v12", "é", "日本", "a b", "a.json", "..", ".", "%", "😀", "x+y", "a/b");
    private static final List<String> GLOBS =
            List.of("v*", "v?", "*.json", "?", "a*b", "*1*", "**".substring(1), "{id}", "??", "*é", "😀*");
    private static final List<String> RAW =
            List.of("a;v=1", "%61", "a%2Fb", "", "%zz", "%c3%28", "%C3%A9", ";x", "b;a=1;b=2", "%", "%2e%2e", "é");
    private static final List<String> KEYS = List.of("k", "K", "region", "X-Canary", "x-canary", "ключ", "k.1");
    private static final List<String> VALUES = List.of(
            "",
            "beta",
            "alpha",
            "Beta",
            "a,b",
            "ü",
            "user-17",
            "user-18",
            "x".repeat(8192),
            "x".repeat(8191) + "y",
            " ",
            "😀",
            "<script>",
            "a=b;c");
    private static final List<String> REGEXES = List.of(
            "user-[0-9]+",
            "b.*|alpha",
            ".*",
            "(a+)+$",
            "(?i)BETA",
            "x*y?",
            "(user|alpha)(-1[78])?",
            "\\Qa,b\\E",
            "[ab].*",
            "\\p{L}+",
            "be(t|T)a",
            "a{2}|b{0}eta|(b)eta",
            "^beta$",
            "\\x62eta");
    private static final List<String> PATH_REGEXES = List.of(
            "/api/.*", "/(a|b)/.+", ".*\\.json", "/v[0-9]+", "", "/a", "(/a)+", "(?s).*é.*", "/[^/]+/b", "/.*😀");
    private static final List<String> BODIES = List.of(
            "",
            "beta",
            "the beta and the alpha",
            "{\"user\":{\"tier\":\"beta\",\"n\":17},\"list\":[1,\"alpha\",{\"k\":true}]}",
            "{\"user\":{\"tier\":\"alpha\"}}",
            "[\"beta\",{\"user\":null}]",
            "{\"user\" \"beta\"",
            "\"beta\"",
            "ü\nuser-17",
            "k=beta&region=eu");
    private static final List<String> POINTERS =
            List.of("/user/tier", "/user/n", "/list/0", "/list/1", "/list/2/k", "", "/0", "/1/user", "/user", "/~01");

    private final Random random;

    RandomCases(long seed) {
        this.random = new Random(seed);
    }

    List<Strategy> strategyOrder() {
        List<Strategy> order = new ArrayList<>(List.of(Strategy.values()));
        if (random.nextInt(4) == 0) {
            Collections.shuffle(order, random);
        }
        return order;
    }

    /** Some rules; now and then so many that every way of filing them is taken. */
    List<Rule> rules() {
        int size = switch (random.nextInt(20)) {
            case 0 -> 300;
            case 1, 2, 3 -> 60;
            default -> 1 + random.nextInt(20);
        };
        // Sets of one strategy, or with a single key, make for many rules under one anchor.
        Strategy only = random.nextInt(3) == 0 ? any(List.of(Strategy.values())) : null;
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rules.add(rule("r" + i, only == null ? any(List.of(Strategy.values())) : only));
        }
        Collections.shuffle(rules, random);
        return rules;
    }

    private Rule rule(String id, Strategy strategy) {
        List<Condition> and = new ArrayList<>();
        while (random.nextInt(3) == 0 && and.size() < 3) {
            and.add(condition(any(List.of(Strategy.values()))));
        }
        return new Rule(
                id,
                random.nextInt(12) != 0,
                random.nextInt(6) == 0,
                random.nextInt(3) == 0 ? random.nextInt(5) - 2 : 0,
                random.nextInt(3) == 0 ? any(RULE_HOSTS) : "*",
                random.nextInt(4) == 0 ? some(METHODS) : Set.of(),
                condition(strategy),
                and,
                TARGET,
                Rewrite.NONE);
    }

    private Condition condition(Strategy strategy) {
        return switch (strategy) {
            case API -> path();
            case PARAM, COOKIE, HEADER -> new Condition.Value(strategy, any(KEYS), valueTest());
            case BODY -> new Condition.Body(bodyTest());
        };
    }

    private Condition.Path path() {
        PathMode mode = any(List.of(PathMode.values()));
        if (mode == PathMode.REGEX) {
            return new Condition.Path(mode, any(PATH_REGEXES));
        }
        StringBuilder path = new StringBuilder();
        int segments = 1 + random.nextInt(4);
        for (int i = 0; i < segments; i++) {
            boolean glob = mode == PathMode.PATTERN && random.nextInt(3) == 0;
            String segment = glob ? any(GLOBS) : any(SEGMENTS);
            path.append('/').append(random.nextInt(12) == 0 ? "" : segment.replace("/", ""));
        }
        if (mode == PathMode.PATTERN && random.nextInt(3) == 0) {
            path.append("/**");
        }
        return new Condition.Path(mode, path.toString());
    }

    private ValueTest valueTest() {
        return switch (random.nextInt(6)) {
            case 0 -> new ValueTest.Present();
            case 1 -> new ValueTest.Regex(any(REGEXES));
            default -> new ValueTest.AnyOf(List.copyOf(some(VALUES)));
        };
    }

    private BodyTest bodyTest() {
        return switch (random.nextInt(4)) {
            case 0 -> new BodyTest.Exact(any(BODIES));
            case 1 ->
                new BodyTest.Contains(any(List.of("beta", "a", "tier", "ü", "user-1", "\"alpha\"", "the beta and")));
            case 2 -> new BodyTest.Regex(any(REGEXES));
            default ->
                new BodyTest.Json(
                        any(POINTERS), List.copyOf(some(List.of("beta", "alpha", "17", "1", "true", "null"))));
        };
    }

    RequestCase request() {
        List<Pair> values = new ArrayList<>();
        int pairs = random.nextInt(30) == 0 ? 200 : random.nextInt(6);
        for (int i = 0; i < pairs; i++) {
            Strategy source = any(List.of(Strategy.PARAM, Strategy.COOKIE, Strategy.HEADER));
            String key = random.nextInt(8) == 0 ? "other" + i : any(KEYS);
            values.add(new Pair(source, key, any(VALUES)));
        }
        return new RequestCase(
                any(METHODS), any(HOSTS), rawPath(), values, random.nextInt(3) == 0 ? any(BODIES) : null);
    }

    private String rawPath() {
        StringBuilder path = new StringBuilder();
        int segments = 1 + random.nextInt(4);
        for (int i = 0; i < segments; i++) {
            path.append('/').append(random.nextInt(4) == 0 ? any(RAW) : encoded(any(SEGMENTS)));
        }
        return path.toString();
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Strategies and rules to ask, mostly all. */
    List<String> selection(List<Rule> rules) {
        if (random.nextInt(5) != 0) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        words.add(any(rules).id());
        if (random.nextBoolean()) {
            words.add(any(List.of(Strategy.values())).word());
        }
        return words;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Set<String> some(List<String> of) {
        Set<String> some = new HashSet<>();
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            some.add(any(of));
        }
        return some;
    }
}
