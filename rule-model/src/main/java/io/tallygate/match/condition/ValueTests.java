package io.tallygate.match.condition;

import io.tallygate.rule.Condition;
import io.tallygate.rule.Condition.ValueTest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Compiles conditions on a parameter, cookie or header. */
final class ValueTests {

    private ValueTests() {}

    static Predicate<MatchRequest> compile(Condition.Value condition) {
        String key = condition.key();
        Predicate<List<String>> test = any(condition.test());
        return switch (condition.strategy()) {
            case PARAM, COOKIE, HEADER -> request -> test.test(request.values(condition.strategy(), key));
            case API, BODY ->
                throw new IllegalArgumentException("a value stands in a param, cookie or header: \""
                        + condition.strategy().word() + "\"");
        };
    }

    private static Predicate<List<String>> any(ValueTest test) {
        if (test instanceof ValueTest.AnyOf anyOf) {
            Set<String> wanted = Set.copyOf(anyOf.values());
            return values -> anyMatch(values, wanted::contains);
        }
        if (test instanceof ValueTest.Regex regex) {
            RegexTest matches = new RegexTest(regex.regex(), 0);
            return values -> anyMatch(values, matches);
        }
        return values -> !values.isEmpty();
    }

    private static boolean anyMatch(List<String> values, Predicate<String> test) {
        for (String value : values) {
            if (test.test(value)) {
                return true;
            }
        }
        return false;
    }
}
