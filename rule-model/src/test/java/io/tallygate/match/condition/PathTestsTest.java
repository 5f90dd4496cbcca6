package io.tallygate.match.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.rule.Condition;
import io.tallygate.rule.PathMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTestsTest {

    @ParameterizedTest
    @CsvSource({
        "EXACT, /a/b, /a/b, true",
        "EXACT, /a/b, /a/b/, false",
        "EXACT, /a/b, /a;v=1/%62;w=2, true",
        "EXACT, /a/b, /a%2Fb, false",
        "EXACT, /a/b, /a, false",
        "EXACT, /a/*, /a/b, false",
        "EXACT, /a/*, /a/*, true",
        "EXACT, /, /, true",
        "EXACT, /, '', false",
        "PREFIX, /a/b, /a/b, true",
        "PREFIX, /a/b, /a/b/, true",
        "PREFIX, /a/b, /a/b/c, true",
        "PREFIX, /a/b, /a/bc, false",
        "PREFIX, /a/b, /a, false",
        "PREFIX, /a/b, /x/a/b, false",
        "PREFIX, /, /, true",
        "PREFIX, /, /a/b, true",
        "PREFIX, /, '', true",
        "PATTERN, /a/*/c, /a/b/c, true",
        "PATTERN, /a/*/c, /a/b/d, false",
        "REGEX, /orders/[0-9]+, /orders/42, true",
        "REGEX, /orders/[0-9]+, /orders/42/items, false",
        "REGEX, /orders/[0-9]+, /v1/orders/42, false",
        "REGEX, orders, /orders, false",
        "REGEX, .*, '', true",
        "REGEX, /, /, true",
        "REGEX, /a//b/, /a;v=1//%62/, true",
        "REGEX, /a/b, /a%2Fb, true",
    })
    void comparesThePathInItsMode(PathMode mode, String written, String path, boolean expected) {
        assertThat(matches(mode, written, path)).isEqualTo(expected);
    }

    @Test
    void letsADotInARegexStopAtALineBreak() {
        assertThat(matches(PathMode.REGEX, "/a.b", "/a%0Ab")).isFalse();
    }

    private static boolean matches(PathMode mode, String written, String path) {
        return PathTests.compile(new Condition.Path(mode, written)).test(TestRequest.to(path));
    }
}
