package io.tallygate.match.condition;

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
                List<String> segments = PathText.split(path);
                yield request -> request.path().equals(segments);
            }
            case PREFIX -> {
                List<String> segments = path.equals("/") ? List.of() : PathText.split(path);
                yield request -> startsWith(request.path(), segments);
            }
            case PATTERN -> {
                SegmentPattern pattern = new SegmentPattern(path);
                yield request -> pattern.matches(request.path());
            }
            case REGEX -> {
                RegexTest regex = new RegexTest(path, 0);
                yield request -> regex.test(PathText.join(request.path()));
            }
        };
    }

    private static boolean startsWith(List<String> path, List<String> segments) {
        if (path.size() < segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!segments.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
