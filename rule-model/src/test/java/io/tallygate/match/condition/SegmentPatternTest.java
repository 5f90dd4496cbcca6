package io.tallygate.match.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tallygate.rule.WrittenRule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

class SegmentPatternTest {

    private static final int PATTERNS = 25_000;
    private static final int PATHS_EACH = 12;
    private static final String PATTERN_TEXT = "aaabbé. %+\\(*?*?";
    private static final String PATH_TEXT = "aaaabbbé. %+\\(*?/;\n";

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b, true",
        "/a/b, /a/b/, false",
        "/a/b, /A/b, false",
        "/a/b, /a;v=1/b;w, true",
        "/a b, /a%20b, true",
        "/a/b, /a%2Fb, false",
        "/a?b, /a%2Fb, true",
        "/a?, /a, false",
        "/a*c, /abbc, true",
        "/a*c, /abbcd, false",
        "/*a*b, /xaabab, true",
        "/*, /, true",
        "/*, /a/b, false",
        "/*/b, //b, false",
        "/x*/b, /x/b, true",
        "/{id}, /7, true",
        "/{id}, /, false",
        "/a/**, /a, true",
        "/a/**, /a/, true",
        "/a/**, /a/b/c, true",
        "/a/**, /ab, false",
        "/**, '', true",
        "/, '', false",
    })
    void matchesSegmentBySegment(String pattern, String path, boolean expected) {
        assertThat(new SegmentPattern(pattern).matches(Segments.of(path))).isEqualTo(expected);
    }

    @Test
    void agreesWithPathPattern() {
        int matched = 0;
        for (int seed = 0; seed < PATTERNS; seed++) {
            Random random = new Random(seed);
            String text = pattern(random);
            SegmentPattern ours = new SegmentPattern(text);
            PathPattern theirs = PathPatternParser.defaultInstance.parse(text);
            for (int i = 0; i < PATHS_EACH; i++) {
                String path = path(text, random);
                PathContainer parsed = PathContainer.parsePath(path);
                boolean expected = theirs.matches(parsed);
                matched += expected ? 1 : 0;
                if (ours.matches(Segments.of(parsed)) != expected) {
                    fail("seed %d: pattern \"%s\", path \"%s\": PathPattern says %s", seed, text, path, expected);
                }
            }
        }
        assertThat(matched).as("matches among the comparisons").isBetween(60_000, 240_000);
    }

    @Test
    void differsFromPathPatternWhereASegmentHoldsNothingButParameters() {
        assertThat(new SegmentPattern("/a/").matches(Segments.of("/a/;v=1"))).isTrue();
        assertThat(PathPatternParser.defaultInstance.parse("/a/").matches(PathContainer.parsePath("/a/;v=1")))
                .isFalse();
    }

    @Test
    void differsFromPathPatternWhereAStarAndAQuestionMarkMeetASurrogatePair() {
        assertThat(new SegmentPattern("/*??").matches(Segments.of("/😀"))).isTrue();
        assertThat(PathPatternParser.defaultInstance.parse("/*??").matches(PathContainer.parsePath("/😀")))
                .isFalse();
        assertThat(PathPatternParser.defaultInstance.parse("/??").matches(PathContainer.parsePath("/😀")))
                .isTrue();
    }

    @Test
    void generatesOnlyPatternsThatAnOperatorMayWrite() {
        for (int seed = 0; seed < 1000; seed++) {
            String pattern = pattern(new Random(seed));
            assertThat(WrittenRule.api("r", pattern).problems())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        int segments = random.nextInt(5);
        for (int i = 0; i < segments; i++) {
            pattern.append('/').append(patternSegment(i, random));
        }
        return pattern.append(segments == 0 || random.nextInt(4) == 0 ? "/**" : "")
                .toString();
    }

    private static String patternSegment(int index, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "{v" + index + "}";
            case 1 -> "*";
            case 2 -> random.nextBoolean() ? "" : "?";
            case 3, 4 -> text(PATTERN_TEXT, random).replaceAll("[*?]", "");
            default -> text(PATTERN_TEXT, random).replaceAll("\\*+", "*");
        };
    }

    /** A path that the pattern might well match: its wildcards are filled in, then now and then something is changed. */
    private static String path(String pattern, Random random) {
        List<String> segments = new ArrayList<>();
        for (String segment : pattern.substring(1).split("/", -1)) {
            segments.add(filledIn(segment, random));
        }
        if (random.nextInt(3) == 0) {
            segments.set(random.nextInt(segments.size()), text(PATH_TEXT, random));
        }
        switch (random.nextInt(10)) {
            case 0 -> segments.add("");
            case 1 -> segments.add(text(PATH_TEXT, random));
            case 2 -> segments.add(random.nextInt(segments.size()), "");
            case 3 -> segments.remove(random.nextInt(segments.size()));
            default -> {}
        }
        StringBuilder path = new StringBuilder();
        segments.forEach(segment -> path.append('/').append(encoded(segment, random)));
        return path.toString();
    }

    private static String filledIn(String segment, Random random) {
        if (segment.equals("**") || segment.startsWith("{")) {
            return text(PATH_TEXT, random);
        }
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            switch (c) {
                case '*' -> filled.append(text(PATH_TEXT, random));
                case '?' -> filled.append(PATH_TEXT.charAt(random.nextInt(PATH_TEXT.length())));
                default -> filled.append(c);
            }
        }
        return filled.toString();
    }

    private static String encoded(String segment, Random random) {
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            boolean plain = "/;%".indexOf(c) < 0 && random.nextInt(4) > 0;
            String percent =
                    URLEncoder.encode(String.valueOf(c), StandardCharsets.UTF_8).replace("+", "%20");
            raw.append(plain ? String.valueOf(c) : percent);
        }
        if (raw.isEmpty()) {
            return "";
        }
        return switch (random.nextInt(12)) {
            case 0 -> raw.append(";v=1").toString();
            case 1 -> raw.append(";").toString();
            case 2 -> raw.append(";v=1,2;w=%2F").toString();
            default -> raw.toString();
        };
    }

    private static String text(String alphabet, Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
