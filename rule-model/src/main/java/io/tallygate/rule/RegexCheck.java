package io.tallygate.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Checks a regex. RE2 never backtracks, but it writes counted repetitions out, and matching costs the steps of what it has
 * written times the length of the text; so their number is bounded.
 */
final class RegexCheck {

    private static final int MOST_STEPS = 1000;
    private static final long MOST_TO_COMPILE = 200_000;
    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("(\\))?\\{(\\d{1,4})(?:,(\\d{0,4}))?}");

    private final Problems problems;
    private final String field;

    RegexCheck(Problems problems, String field) {
        this.problems = problems;
        this.field = field;
    }

    void check(String regex) {
        try {
            if (mostSteps(regex) > MOST_TO_COMPILE || Pattern.compile(regex).programSize() > MOST_STEPS) {
                problems.add(
                        field, regex, "be smaller: with its repetitions written out, at most " + MOST_STEPS + " steps");
            }
        } catch (PatternSyntaxException e) {
            problems.add(field, regex, "be in RE2 syntax (" + e.getDescription() + ")");
        }
    }

    /** A rough upper bound, so that no regex is compiled that would fill the memory: as if all groups were nested. */
    private static long mostSteps(String regex) {
        long steps = regex.length();
        long copies = 1;
        Matcher repetition = REPETITION.matcher(regex);
        while (repetition.find() && copies <= MOST_TO_COMPILE) {
            long count = Math.max(count(repetition.group(2)), count(repetition.group(3)));
            if (repetition.group(1) == null) {
                steps += count;
            } else {
                copies *= Math.max(count, 1);
            }
        }
        return steps * copies;
    }

    private static long count(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
