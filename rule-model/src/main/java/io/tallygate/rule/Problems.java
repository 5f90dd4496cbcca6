package io.tallygate.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was found wrong so far with one rule. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(String field, @Nullable String value, String expected) {
        found.add(new Problem(field, value, expected));
    }

    /** The value, or an empty text after noting that it is not as expected. */
    String matching(String field, @Nullable String value, Pattern pattern, String expected) {
        if (value == null || !pattern.matcher(value).matches()) {
            add(field, value, expected);
            return "";
        }
        return value;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> found() {
        return List.copyOf(found);
    }
}
