package io.tallygate.match.condition;

import com.google.re2j.Pattern;
import io.tallygate.rule.Condition.BodyTest;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Compiles conditions on the body. While the body is unread they are taken to hold. */
final class BodyTests {

    private BodyTests() {}

    static Predicate<MatchRequest> compile(BodyTest test) {
        Predicate<Body.Read> holds = holds(test);
        return request ->
                request.body() == Body.UNREAD || (request.body() instanceof Body.Read read && holds.test(read));
    }

    private static Predicate<Body.Read> holds(BodyTest test) {
        if (test instanceof BodyTest.Exact exact) {
            return body -> body.text().equals(exact.value());
        }
        if (test instanceof BodyTest.Contains contains) {
            return body -> body.text().contains(contains.value());
        }
        if (test instanceof BodyTest.Regex regex) {
            RegexTest matches = new RegexTest(regex.regex(), Pattern.DOTALL);
            return body -> matches.test(body.text());
        }
        BodyTest.Json json = (BodyTest.Json) test;
        Set<String> wanted = Set.copyOf(json.values());
        JsonScalars<Set<String>> scalars = JsonScalars.at(Map.of(json.pointer(), wanted));
        return body -> scalars.any(body.bytes(), Set::contains);
    }
}
