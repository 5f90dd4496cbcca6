package io.tallygate.match;

import com.google.re2j.Pattern;
import io.tallygate.rule.Condition;
import java.util.List;
import java.util.function.Predicate;

/** Compiles conditions on the path. */
final class PathTests {

    private PathTests() {}

    static Predicate<MatchRequest> compile(Condition.Path condition) {
        String path = condition.path();
        return switch (condition.mode()) {
            case EXACT -> {
                List<String> segments = segments(path);
                yield request -> request.path().equals(segments);
            }
            case PREFIX -> {
                List<String> segments = path.equals("/") ? List.of() : segments(path);
                yield request -> request.path().size() >= segments.size()
                        && request.path().subList(0, segments.size()).equals(segments);
            }
            case PATTERN -> {
                SegmentPattern pattern = new SegmentPattern(path);
                yield request -> pattern.matches(request.path());
            }
            case REGEX -> {
                Pattern pattern = Pattern.compile(path);
                yield request -> pattern.matches(joined(request.path()));
            }
        };
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static String joined(List<String> segments) {
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }
}
