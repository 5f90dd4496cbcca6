package io.tallygate.match;

import io.tallygate.rule.Condition;
import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.PathMode;
import io.tallygate.rule.Rule;
import io.tallygate.rule.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether one rule takes requests that another is meant for, as far as their texts tell: what is not seen here may still
 * be so, such as with regexes that are not the same.
 */
public enum Overlap {
    /** It matches all that the other matches. */
    ALL,
    /** It matches some of it: of several values at least one. */
    SOME,
    /** Nothing of it, or nobody can tell. */
    UNKNOWN;

    /** How much of what a rule matches another one matches too. */
    public static Overlap of(Rule taker, Rule with) {
        if (!hosts(taker.host(), with.host())) {
            return UNKNOWN;
        }
        Overlap overlap = methods(taker.methods(), with.methods());
        List<Condition> conditions = conditions(with);
        for (Condition wanted : conditions(taker)) {
            Overlap best = UNKNOWN;
            for (Condition given : conditions) {
                best = least(best, implied(wanted, given));
            }
            overlap = most(overlap, best);
        }
        return overlap;
    }

    private static Overlap least(Overlap a, Overlap b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Overlap most(Overlap a, Overlap b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static List<Condition> conditions(Rule rule) {
        return Stream.concat(Stream.of(rule.match()), rule.and().stream()).toList();
    }

    private static boolean hosts(String taker, String with) {
        return taker.equals("*")
                || taker.equals(with)
                || (taker.startsWith("*.") && with.endsWith(taker.substring(1)) && !with.equals("*"));
    }

    private static Overlap methods(Set<String> taker, Set<String> with) {
        if (taker.isEmpty() || (!with.isEmpty() && taker.containsAll(with))) {
            return ALL;
        }
        return with.isEmpty() || !Collections.disjoint(taker, with) ? SOME : UNKNOWN;
    }

    /** Whether a condition holds where another does. */
    private static Overlap implied(Condition wanted, Condition given) {
        if (wanted.equals(given)) {
            return ALL;
        }
        if (wanted instanceof Condition.Path path && given instanceof Condition.Path other) {
            return covers(path, other) ? ALL : UNKNOWN;
        }
        if (wanted instanceof Condition.Value value && given instanceof Condition.Value other) {
            return sameKey(value, other) ? implied(value.test(), other.test()) : UNKNOWN;
        }
        return wanted instanceof Condition.Body body
                        && given instanceof Condition.Body other
                        && body.test() instanceof BodyTest.Json json
                        && other.test() instanceof BodyTest.Json values
                        && json.pointer().equals(values.pointer())
                ? anyOf(json.values(), values.values())
                : UNKNOWN;
    }

    private static boolean sameKey(Condition.Value a, Condition.Value b) {
        return a.strategy() == b.strategy()
                && (a.strategy() == Strategy.HEADER
                        ? a.key().equalsIgnoreCase(b.key())
                        : a.key().equals(b.key()));
    }

    private static Overlap implied(ValueTest wanted, ValueTest given) {
        if (wanted instanceof ValueTest.Present) {
            return ALL;
        }
        if (wanted instanceof ValueTest.AnyOf values && given instanceof ValueTest.AnyOf others) {
            return anyOf(values.values(), others.values());
        }
        return wanted.equals(given) ? ALL : UNKNOWN;
    }

    private static Overlap anyOf(List<String> wanted, List<String> given) {
        Set<String> values = new HashSet<>(wanted);
        if (values.containsAll(given)) {
            return ALL;
        }
        return Collections.disjoint(values, given) ? UNKNOWN : SOME;
    }

    private static boolean covers(Condition.Path path, Condition.Path other) {
        if (path.mode() == PathMode.REGEX || other.mode() == PathMode.REGEX) {
            return false;
        }
        List<String> wanted = segments(path);
        List<String> given = segments(other);
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).equals(REST)) {
                return true;
            }
            if (i == given.size() || !covers(wanted.get(i), given.get(i))) {
                return false;
            }
        }
        return wanted.size() == given.size();
    }

    private static boolean covers(String wanted, String given) {
        return wanted.equals(ANY) ? !given.equals(REST) && !given.isEmpty() : wanted.equals(given);
    }

    // No segment holds a '/'.
    private static final String REST = "/rest";
    private static final String ANY = "/any";

    private static List<String> segments(Condition.Path path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.path().substring(1).split("/", -1)) {
            segments.add(path.mode() == PathMode.PATTERN ? ofPattern(segment) : segment);
        }
        if (path.mode() == PathMode.PREFIX) {
            if (path.path().equals("/")) {
                segments.clear();
            }
            segments.add(REST);
        }
        return segments;
    }

    private static String ofPattern(String segment) {
        if (segment.equals("**")) {
            return REST;
        }
        return segment.equals("*") || segment.startsWith("{") ? ANY : segment;
    }
}
