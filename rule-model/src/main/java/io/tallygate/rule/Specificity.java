package io.tallygate.rule;

import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * How narrowly a rule's own match is drawn; the narrower of two wins at equal priority. Further conditions, host and
 * methods do not take part.
 *
 * @param form the kind of match, narrowest first
 * @param literalSegments how many segments of the path hold no wildcard
 * @param literalLength how many characters, in UTF-16 units, are fixed
 */
record Specificity(Form form, int literalSegments, int literalLength) implements Comparable<Specificity> {

    private static final Pattern WILDCARD = Pattern.compile("\\{[^}]*}|[*?]");

    private static final Comparator<Specificity> NARROWEST_FIRST = Comparator.comparing(Specificity::form)
            .thenComparing(Specificity::literalSegments, Comparator.reverseOrder())
            .thenComparing(Specificity::literalLength, Comparator.reverseOrder());

    enum Form {
        EXACT,
        PATTERN,
        PREFIX,
        REGEX,
        PRESENT
    }

    static Specificity of(Condition condition) {
        if (condition instanceof Condition.Path path) {
            return ofPath(path);
        }
        if (condition instanceof Condition.Value value) {
            return new Specificity(formOf(value.test()), 0, 0);
        }
        return ofBody(((Condition.Body) condition).test());
    }

    private static Specificity ofPath(Condition.Path path) {
        return switch (path.mode()) {
            case EXACT -> literal(Form.EXACT, path.path());
            case PREFIX -> literal(Form.PREFIX, path.path());
            case PATTERN -> literal(Form.PATTERN, path.path());
            case REGEX -> new Specificity(Form.REGEX, 0, 0);
        };
    }

    private static Specificity literal(Form form, String path) {
        int segments = 0;
        int length = 0;
        for (String segment : path.substring(1).split("/", -1)) {
            String fixed = form == Form.PATTERN ? fixedText(segment) : segment;
            if (fixed.length() == segment.length() && !segment.isEmpty()) {
                segments++;
            }
            length += fixed.length();
        }
        return new Specificity(form, segments, length);
    }

    private static String fixedText(String segment) {
        // Most segments are literal, and a hundred thousand rules have many.
        boolean literal = segment.indexOf('*') < 0 && segment.indexOf('?') < 0 && segment.indexOf('{') < 0;
        return literal ? segment : WILDCARD.matcher(segment).replaceAll("");
    }

    private static Form formOf(ValueTest test) {
        if (test instanceof ValueTest.AnyOf) {
            return Form.EXACT;
        }
        return test instanceof ValueTest.Regex ? Form.REGEX : Form.PRESENT;
    }

    private static Specificity ofBody(BodyTest test) {
        if (test instanceof BodyTest.Contains contains) {
            return new Specificity(Form.PREFIX, 0, contains.value().length());
        }
        if (test instanceof BodyTest.Exact exact) {
            return new Specificity(Form.EXACT, 0, exact.value().length());
        }
        return new Specificity(test instanceof BodyTest.Json ? Form.EXACT : Form.REGEX, 0, 0);
    }

    @Override
    public int compareTo(Specificity other) {
        return NARROWEST_FIRST.compare(this, other);
    }
}
