package io.tallygate.match;

import com.google.re2j.Pattern;
import io.tallygate.match.RequestCase.BodyState;
import io.tallygate.match.RequestCase.Pair;
import io.tallygate.rule.Condition;
import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.PathMode;
import io.tallygate.rule.Rule;
import io.tallygate.rule.Strategy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the documentation says of matching, done in the most plain way, rule after rule, and sharing no code with the
 * matcher. RE2 and JSON are read by their libraries.
 */
final class PlainScan {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Strategy> strategies;
    private final List<Rule> rules;

    PlainScan(List<Strategy> strategies, List<Rule> rules) {
        this.strategies = strategies;
        this.rules = rules.stream()
                .filter(Rule::enabled)
                .sorted(Comparator.comparing((Rule rule) -> strategies.indexOf(rule.strategy()))
                        .thenComparing(rule -> -(long) rule.priority())
                        .thenComparing(PlainScan::form)
                        .thenComparing(rule -> -literalSegments(rule))
                        .thenComparing(rule -> -literalText(rule))
                        .thenComparing(Rule::id))
                .toList();
    }

    List<Strategy> strategies() {
        return strategies;
    }

    /** "winner [shadows]", or "needs body". */
    String decide(RequestCase request, BodyState state, List<String> selected) {
        List<String> shadows = new ArrayList<>();
        for (Rule rule : rules) {
            boolean asked = selected.isEmpty()
                    || selected.contains(rule.id())
                    || selected.contains(rule.strategy().word());
            if (!asked || !matches(rule, request, state)) {
                continue;
            }
            if (state == BodyState.UNREAD && conditions(rule).anyMatch(Condition.Body.class::isInstance)) {
                return "needs body";
            }
            if (!rule.shadow()) {
                return rule.id() + " " + shadows;
            }
            shadows.add(rule.id());
        }
        return "none " + shadows;
    }

    private static Stream<Condition> conditions(Rule rule) {
        return Stream.concat(Stream.of(rule.match()), rule.and().stream());
    }

    private static boolean matches(Rule rule, RequestCase request, BodyState state) {
        boolean host = rule.host().equals("*")
                || rule.host().equals(request.host())
                || (rule.host().startsWith("*.")
                        && request.host().endsWith(rule.host().substring(1))
                        && request.host().length() >= rule.host().length());
        boolean method = rule.methods().isEmpty() || rule.methods().contains(request.method());
        return host && method && conditions(rule).allMatch(condition -> holds(condition, request, state));
    }

    private static boolean holds(Condition condition, RequestCase request, BodyState state) {
        if (condition instanceof Condition.Path path) {
            return decoded(request.rawPath())
                    .map(segments -> pathHolds(path.mode(), path.path(), segments))
                    .orElse(false);
        }
        if (condition instanceof Condition.Value value) {
            return request.values().stream().anyMatch(pair -> named(pair, value) && valueHolds(value.test(), pair));
        }
        if (state == BodyState.UNREAD) {
            return true;
        }
        return state == BodyState.READ
                && request.body() != null
                && bodyHolds(((Condition.Body) condition).test(), request.body());
    }

    private static boolean named(Pair pair, Condition.Value value) {
        return pair.source() == value.strategy()
                && (pair.source() == Strategy.HEADER
                        ? pair.name().equalsIgnoreCase(value.key())
                        : pair.name().equals(value.key()));
    }

    private static boolean valueHolds(ValueTest test, Pair pair) {
        if (test instanceof ValueTest.AnyOf anyOf) {
            return anyOf.values().contains(pair.value());
        }
        return !(test instanceof ValueTest.Regex regex) || Pattern.matches(regex.regex(), pair.value());
    }

    private static boolean bodyHolds(BodyTest test, String body) {
        if (test instanceof BodyTest.Exact exact) {
            return body.equals(exact.value());
        }
        if (test instanceof BodyTest.Contains contains) {
            return body.contains(contains.value());
        }
        if (test instanceof BodyTest.Regex regex) {
            return Pattern.compile(regex.regex(), Pattern.DOTALL).matches(body);
        }
        BodyTest.Json json = (BodyTest.Json) test;
        try {
            JsonNode at = JSON.readTree(body).at(json.pointer());
            return at.isValueNode() && json.values().contains(at.isNull() ? "null" : at.asString());
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean pathHolds(PathMode mode, String path, List<String> segments) {
        return switch (mode) {
            case EXACT -> ("/" + String.join("/", segments)).equals(path) && segments.equals(written(path));
            case PREFIX ->
                path.equals("/")
                        || (segments.size() >= written(path).size()
                                && segments.subList(0, written(path).size()).equals(written(path)));
            case PATTERN -> patternHolds(written(path), segments, 0);
            case REGEX -> Pattern.matches(path, segments.isEmpty() ? "" : "/" + String.join("/", segments));
        };
    }

    private static List<String> written(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static boolean patternHolds(List<String> pattern, List<String> segments, int at) {
        if (at == pattern.size()) {
            return at == segments.size();
        }
        String wanted = pattern.get(at);
        boolean last = at == pattern.size() - 1;
        if (wanted.equals("**") && last) {
            return segments.size() >= at;
        }
        if (at >= segments.size()) {
            return false;
        }
        String segment = segments.get(at);
        boolean holds;
        if (wanted.equals("*")) {
            holds = last || !segment.isEmpty();
        } else if (wanted.startsWith("{")) {
            holds = !segment.isEmpty();
        } else {
            holds = glob(wanted, segment);
        }
        return holds && patternHolds(pattern, segments, at + 1);
    }

    private static boolean glob(String wanted, String text) {
        if (wanted.isEmpty()) {
            return text.isEmpty();
        }
        if (wanted.charAt(0) == '*') {
            return glob(wanted.substring(1), text) || (!text.isEmpty() && glob(wanted, text.substring(1)));
        }
        return !text.isEmpty()
                && (wanted.charAt(0) == '?' || wanted.charAt(0) == text.charAt(0))
                && glob(wanted.substring(1), text.substring(1));
    }

    /** The segments after each slash, decoded, without path parameters; nothing where an escape is none. */
    private static Optional<List<String>> decoded(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String raw : written(rawPath)) {
            Optional<String> segment = percentDecoded(raw.split(";", -1)[0]);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(segments);
    }

    private static Optional<String> percentDecoded(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) != '%') {
                bytes.writeBytes(String.valueOf(raw.charAt(i)).getBytes(StandardCharsets.UTF_8));
            } else if (raw.substring(i + 1).matches("(?s)[0-9A-Fa-f]{2}.*")) {
                bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    private static int form(Rule rule) {
        if (rule.match() instanceof Condition.Path path) {
            return List.of(PathMode.EXACT, PathMode.PATTERN, PathMode.PREFIX, PathMode.REGEX)
                    .indexOf(path.mode());
        }
        if (rule.match() instanceof Condition.Value value) {
            return value.test() instanceof ValueTest.AnyOf ? 0 : value.test() instanceof ValueTest.Regex ? 3 : 4;
        }
        BodyTest test = ((Condition.Body) rule.match()).test();
        return test instanceof BodyTest.Contains ? 2 : test instanceof BodyTest.Regex ? 3 : 0;
    }

    private static int literalSegments(Rule rule) {
        if (!(rule.match() instanceof Condition.Path path) || path.mode() == PathMode.REGEX) {
            return 0;
        }
        return (int) written(path.path()).stream()
                .filter(segment -> !segment.isEmpty())
                .filter(segment -> path.mode() != PathMode.PATTERN || !segment.matches("(?s).*[*?{].*"))
                .count();
    }

    private static int literalText(Rule rule) {
        if (rule.match() instanceof Condition.Body body) {
            return body.test() instanceof BodyTest.Exact exact
                    ? exact.value().length()
                    : body.test() instanceof BodyTest.Contains contains
                            ? contains.value().length()
                            : 0;
        }
        if (!(rule.match() instanceof Condition.Path path) || path.mode() == PathMode.REGEX) {
            return 0;
        }
        return written(path.path()).stream()
                .mapToInt(segment -> path.mode() == PathMode.PATTERN
                        ? segment.replaceAll("\\{.*}|[*?]", "").length()
                        : segment.length())
                .sum();
    }
}
