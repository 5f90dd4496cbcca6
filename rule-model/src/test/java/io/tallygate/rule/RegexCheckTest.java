package io.tallygate.rule;

import static io.tallygate.rule.WrittenMatch.body;
import static io.tallygate.rule.WrittenMatch.matching;
import static io.tallygate.rule.WrittenMatch.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders/[0-9]+(/.*)?",
                "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                "([0-9]{1,3}\\.){3}[0-9]{1,3}",
                "(?i)\\Qa{1000}\\E",
                "a{900}",
                "((((((((a+)+)+)+)+)+)+)+)+$"
            })
    void takesARegex(String regex) {
        assertThat(problems(regex)).isEmpty();
    }

    @Test
    void saysWhereRe2StopsReading() {
        assertThat(problems("(a")).containsExactly("match.regex must be in RE2 syntax (missing closing )): \"(a\"");
        assertThat(problems("(?=a)"))
                .containsExactly("match.regex must be in RE2 syntax (invalid or unsupported Perl syntax): \"(?=a)\"");
        assertThat(problems("a{1001}"))
                .containsExactly("match.regex must be in RE2 syntax (invalid repeat count): \"a{1001}\"");
    }

    @Test
    void checksEveryFieldThatHoldsARegex() {
        assertThat(WrittenRule.of("r", Strategy.API, path("regex", "[")).problems())
                .containsExactly("match.path must be in RE2 syntax (missing closing ]): \"[\"");
        assertThat(WrittenRule.of("r", Strategy.BODY, body("regex", "[")).problems())
                .containsExactly("match.value must be in RE2 syntax (missing closing ]): \"[\"");
        assertThat(WrittenRule.api("r", "/")
                        .and(Strategy.COOKIE, matching("session", "["))
                        .problems())
                .containsExactly("and[0].cookie.regex must be in RE2 syntax (missing closing ]): \"[\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(((a{1000}){1000}){1000}){1000}",
                "(?:(?:(?:a{1000}){1000}){1000}){1000,}",
                "(?:(?:(?:[(]a{0,1000}){0,1000}){0,1000}){0,1000}",
                "a{0,1000}",
                "a{500}b{500}"
            })
    void refusesARegexThatGrowsTooLargeWhenWrittenOut(String regex) {
        assertThat(problems(regex))
                .containsExactly("match.regex must be smaller: with its repetitions written out, at most 1000 steps: \""
                        + regex + "\"");
    }

    private static List<String> problems(String regex) {
        return WrittenRule.of("r", Strategy.HEADER, matching("X-Canary", regex)).problems();
    }
}
