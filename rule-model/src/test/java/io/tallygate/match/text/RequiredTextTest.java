package io.tallygate.match.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "user-[0-9]+ user-",
                "beta beta",
                ".*@example\\.com @example.com",
                "ab*cd cd",
                "ab?c a",
                "ab+c ab",
                "abc{2}d abc",
                "abc{0,3}d ab",
                "[^a]xy[]]z xy",
                "[[:alpha:]]xy xy",
                "(long|tall)er long,tall",
                "(?:beta)+1 beta",
                "(x)?yy yy",
                "a|bb a,bb",
                "^abc$ abc",
                "a\\.b\\d+cde a.b,cde",
                "😀*b b"
            })
    void findsTheTextThatARegexRequires(String regex, String expected) {
        assertThat(RequiredText.of(regex))
                .isSubsetOf(Set.of(expected.split(",")))
                .isNotEmpty();
    }

    @Test
    void takesEitherOfTwoAlternativesAndTheLongestPart() {
        assertThat(RequiredText.of("(long|tall)er")).containsExactlyInAnyOrder("long", "tall");
        assertThat(RequiredText.of("a[0-9]bcd[0-9]ef")).containsExactly("bcd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".*",
                "[a-z]+",
                "a|",
                "(a|b*)",
                "(?i)beta",
                "\\Qa.b\\E",
                "\\x41",
                "a?",
                "(abc)*",
                "a{b",
                "(((",
                "\\"
            })
    void requiresNothingWhereItIsNotSure(String regex) {
        assertThat(RequiredText.of(regex)).isEmpty();
    }

    @Test
    void readsAThousandGroupsInOneAnother() {
        assertThat(RequiredText.of("(".repeat(2000) + "a" + ")".repeat(2000))).isEmpty();
        assertThat(RequiredText.of("(".repeat(50) + "a" + ")".repeat(50))).containsExactly("a");
    }

    @Test
    void neverRequiresMoreThanTheRegexDoes() {
        Random random = new Random(7);
        int matched = 0;
        for (int i = 0; i < 300_000; i++) {
            String regex = regex(random, 3);
            String text = text(random);
            if (matches(regex, text)) {
                matched++;
                Set<String> required = RequiredText.of(regex);
                assertThat(required.isEmpty() || required.stream().anyMatch(text::contains))
                        .as("%s matches \"%s\" but requires %s", regex, text, required)
                        .isTrue();
            }
        }
        assertThat(matched).isGreaterThan(5_000);
    }

    /** Whether it is a regex at all, and matches. */
    private static boolean matches(String regex, String text) {
        try {
            return Pattern.compile(regex).matches(text);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static final List<String> ATOMS = List.of(
            "a",
            "b",
            "ab",
            ".",
            "[ab]",
            "[^a]",
            "\\.",
            "\\d",
            "\\w",
            "\\b",
            "^",
            "$",
            "[]a]",
            "[[:alpha:]b]",
            "\\x61",
            "\\Qab\\E",
            "{",
            "}",
            "]",
            "(?i)",
            "(?i:a)",
            "\\pL",
            "é",
            "\\141",
            "\\-",
            "a{",
            "[\\]a]");
    private static final List<String> REPETITIONS =
            List.of("", "", "", "*", "+", "?", "{2}", "{0}", "{0,2}", "{1,}", "*?", "+?", "{2}?");

    private static String regex(Random random, int depth) {
        StringBuilder regex = new StringBuilder();
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            String part = depth > 0 && random.nextInt(4) == 0
                    ? (random.nextBoolean() ? "(" : "(?:") + regex(random, depth - 1) + "|" + regex(random, depth - 1)
                            + ")"
                    : ATOMS.get(random.nextInt(ATOMS.size()));
            regex.append(part).append(REPETITIONS.get(random.nextInt(REPETITIONS.size())));
            if (random.nextInt(8) == 0) {
                regex.append('|');
            }
        }
        return regex.toString();
    }

    private static String text(Random random) {
        List<String> letters = new ArrayList<>(Arrays.asList("a", "b", "A", ".", "1", "é", "-", "{", "]"));
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(5); length > 0; length--) {
            text.append(letters.get(random.nextInt(letters.size())));
        }
        return text.toString();
    }
}
