package io.tallygate.match.index;

import io.tallygate.match.condition.PathText;
import io.tallygate.match.index.Anchor.Segment;
import io.tallygate.match.text.RequiredText;
import io.tallygate.rule.Condition;
import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.Rule;
import io.tallygate.rule.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * One thing that a rule requires: a request that matches has at least one of these anchors.
 *
 * @param anchors at least one
 */
record Requirement(List<Anchor> anchors) {

    /** All that a rule requires and can be filed by, its own match first. */
    static List<Requirement> of(Rule rule) {
        List<Requirement> all = new ArrayList<>();
        add(all, anchors(rule.match()));
        if (!rule.host().equals("*")) {
            add(all, List.of(new Anchor.Host(rule.host())));
        }
        add(all, anchors(rule.methods(), Anchor.Method::new));
        rule.and().forEach(condition -> add(all, anchors(condition)));
        return all;
    }

    private static void add(List<Requirement> all, List<Anchor> anchors) {
        if (!anchors.isEmpty()) {
            all.add(new Requirement(anchors));
        }
    }

    /** Whether it is about the body. */
    boolean readsBody() {
        Anchor anchor = anchors.get(0);
        return anchor instanceof Anchor.BodyIs || anchor instanceof Anchor.BodyHolds || anchor instanceof Anchor.BodyAt;
    }

    private static List<Anchor> anchors(Condition condition) {
        if (condition instanceof Condition.Path path) {
            return ofPath(path);
        }
        if (condition instanceof Condition.Value value) {
            return ofValue(value);
        }
        return ofBody(((Condition.Body) condition).test());
    }

    private static List<Anchor> ofPath(Condition.Path condition) {
        String path = condition.path();
        return switch (condition.mode()) {
            case EXACT -> List.of(new Anchor.ExactPath(PathText.split(path)));
            case PREFIX -> {
                List<String> segments = path.equals("/") ? List.of() : PathText.split(path);
                yield List.of(new Anchor.PathPattern(
                        segments.stream().map(Segment::literal).toList(), true));
            }
            case PATTERN -> {
                List<Segment> segments =
                        PathText.split(path).stream().map(Segment::pattern).toList();
                boolean openEnded = path.endsWith("/**");
                yield List.of(new Anchor.PathPattern(
                        openEnded ? segments.subList(0, segments.size() - 1) : segments, openEnded));
            }
            case REGEX -> anchors(RequiredText.of(path), Anchor.PathHolds::new);
        };
    }

    private static List<Anchor> ofValue(Condition.Value condition) {
        Strategy source = condition.strategy();
        String key = condition.key();
        Anchor.Key of = new Anchor.Key(source, source == Strategy.HEADER ? key.toLowerCase(Locale.ROOT) : key);
        if (condition.test() instanceof ValueTest.AnyOf anyOf) {
            return anchors(Set.copyOf(anyOf.values()), value -> new Anchor.Value(of, value));
        }
        if (condition.test() instanceof ValueTest.Regex regex) {
            Set<String> required = RequiredText.of(regex.regex());
            return required.isEmpty() ? List.of(of) : anchors(required, text -> new Anchor.ValueHolds(of, text));
        }
        return List.of(of);
    }

    private static List<Anchor> ofBody(BodyTest test) {
        if (test instanceof BodyTest.Exact exact) {
            return List.of(new Anchor.BodyIs(exact.value()));
        }
        if (test instanceof BodyTest.Contains contains) {
            return List.of(new Anchor.BodyHolds(contains.value()));
        }
        if (test instanceof BodyTest.Regex regex) {
            return anchors(RequiredText.of(regex.regex()), Anchor.BodyHolds::new);
        }
        BodyTest.Json json = (BodyTest.Json) test;
        return anchors(Set.copyOf(json.values()), value -> new Anchor.BodyAt(json.pointer(), value));
    }

    private static List<Anchor> anchors(Set<String> texts, Function<String, Anchor> anchor) {
        return texts.stream().map(anchor).toList();
    }
}
