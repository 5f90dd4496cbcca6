package io.tallygate.rule;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field of a rule.
 *
 * @param field the field's path inside the rule, such as {@code match.path}
 * @param value what was written there, or null where nothing was
 * @param expected what would be right, as a phrase after "must"
 */
public record Problem(String field, @Nullable String value, String expected) {

    private static final int QUOTED = 200;

    /** The problem in one line, with the value in quotes, cut after 200 characters. */
    @Override
    public String toString() {
        if (value == null) {
            return field + " must " + expected + ", but it is missing";
        }
        String shown = value.length() > QUOTED ? value.substring(0, QUOTED) + "..." : value;
        return field + " must " + expected + ": \"" + shown + "\"";
    }
}
