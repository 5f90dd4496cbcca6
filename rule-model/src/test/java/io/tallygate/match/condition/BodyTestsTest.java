package io.tallygate.match.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tallygate.rule.Condition.BodyTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTestsTest {

    @Test
    void comparesTheWholeText() {
        BodyTest exact = new BodyTest.Exact("gold");

        assertThat(matches(exact, "gold")).isTrue();
        assertThat(matches(exact, "gold ")).isFalse();
        assertThat(matches(exact, "Gold")).isFalse();
    }

    @Test
    void looksForATextInside() {
        BodyTest contains = new BodyTest.Contains("gold");

        assertThat(matches(contains, "a golden age")).isTrue();
        assertThat(matches(contains, "gol d")).isFalse();
    }

    @Test
    void matchesARegexWithTheWholeText() {
        BodyTest regex = new BodyTest.Regex("tier=(gold|silver).*");

        assertThat(matches(regex, "tier=gold&x=1")).isTrue();
        assertThat(matches(regex, "tier=gold\nx=1")).isTrue();
        assertThat(matches(regex, "a&tier=gold")).isFalse();
        assertThat(matches(new BodyTest.Regex("gold"), "golden")).isFalse();
    }

    @Test
    void comparesTheValueAtAPointer() {
        BodyTest json = new BodyTest.Json("/user/tier", List.of("gold", "1", "gold"));

        assertThat(matches(json, "{\"user\": {\"tier\": \"gold\"}}")).isTrue();
        assertThat(matches(json, "{\"user\": {\"tier\": 1}}")).isTrue();
        assertThat(matches(json, "{\"user\": {\"tier\": \"silver\"}}")).isFalse();
        assertThat(matches(json, "gold")).isFalse();
    }

    @Test
    void decodesTheTextAsTheRequestSays() {
        byte[] latin = "é".getBytes(StandardCharsets.ISO_8859_1);
        TestRequest request = TestRequest.to("/");

        request.body(new Body.Read(latin, StandardCharsets.ISO_8859_1));
        assertThat(BodyTests.compile(new BodyTest.Exact("é")).test(request)).isTrue();
        request.body(new Body.Read(latin, StandardCharsets.UTF_8));
        assertThat(BodyTests.compile(new BodyTest.Exact("\uFFFD")).test(request))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("anyTest")
    void holdsForABodyThatIsUnreadButNotForOneThatWasSkipped(BodyTest test) {
        assertThat(BodyTests.compile(test).test(TestRequest.to("/").body(Body.UNREAD)))
                .isTrue();
        assertThat(BodyTests.compile(test).test(TestRequest.to("/").body(Body.SKIPPED)))
                .isFalse();
    }

    static List<BodyTest> anyTest() {
        return List.of(
                new BodyTest.Exact("gold"),
                new BodyTest.Contains("gold"),
                new BodyTest.Regex(".*"),
                new BodyTest.Json("/tier", List.of("gold")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*a){20}"})
    void matchesARegexThatInvitesBacktrackingInNoTime(String regex) {
        String many = "a".repeat(64 * 1024);
        BodyTest test = new BodyTest.Regex(regex);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(matches(test, many)).isTrue();
            assertThat(matches(test, many + "b")).isFalse();
        });
    }

    private static boolean matches(BodyTest test, String body) {
        return BodyTests.compile(test).test(TestRequest.to("/").body(body));
    }
}
