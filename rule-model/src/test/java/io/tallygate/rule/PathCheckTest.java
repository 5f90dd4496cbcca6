package io.tallygate.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathCheckTest {

    @ParameterizedTest
    @EnumSource(names = {"PATTERN", "EXACT", "PREFIX"})
    void asksForALeadingSlash(PathMode mode) {
        assertThat(problems(mode, "orders"))
                .containsExactly("match.path must start with '/' in mode " + mode.word() + ": \"orders\"");
        assertThat(problems(mode, "/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/**", "/a/**", "/*", "/a/*/b", "/a?c", "/a*b?", "/{id}", "/{_a1}/x/{b}", "//", "/a/", "/a b%"})
    void takesAPattern(String pattern) {
        assertThat(problems(PathMode.PATTERN, pattern)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/**/a", "/a**", "/**a", "/***", "/a/**/"})
    void refusesADoubleStarThatIsNotTheWholeLastSegment(String pattern) {
        assertThat(problems(PathMode.PATTERN, pattern))
                .containsExactly("match.path must hold \"**\" only as its whole last segment: \"" + pattern + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/a{id}", "/{id}.json", "/{id:[0-9]+}", "/{*rest}", "/{}", "/{id", "/id}", "/{a}{b}", "/{1}"})
    void refusesAVariableThatIsNoWholeSegment(String pattern) {
        assertThat(problems(PathMode.PATTERN, pattern))
                .containsExactly("match.path must hold a variable only as a whole segment, such as \"{name}\": \""
                        + pattern + "\"");
    }

    @Test
    void takesWildcardsLiterallyOutsideOfPatterns() {
        assertThat(problems(PathMode.EXACT, "/**/{a}b")).isEmpty();
        assertThat(problems(PathMode.PREFIX, "/**/{a}b")).isEmpty();
    }

    @Test
    void refusesAPrefixThatEndsInsideASegment() {
        assertThat(problems(PathMode.PREFIX, "/orders/"))
                .containsExactly(
                        "match.path must not end with '/' in mode prefix, which compares whole segments: \"/orders/\"");
    }

    @Test
    void needsNoSlashInARegex() {
        assertThat(problems(PathMode.REGEX, ".*/[0-9]+")).isEmpty();
    }

    private static List<String> problems(PathMode mode, String path) {
        return WrittenRule.of("r", Strategy.API, WrittenMatch.path(mode.word(), path))
                .problems();
    }
}
