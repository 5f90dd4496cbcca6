package io.tallygate.match.condition;

import com.google.re2j.Pattern;
import io.tallygate.match.text.RequiredText;
import java.util.Set;
import java.util.function.Predicate;

/** A regex that must match a whole text. It is only run on texts that hold what it requires. */
final class RegexTest implements Predicate<String> {

    private final Pattern pattern;
    private final String[] required;

    RegexTest(String regex, int flags) {
        this.pattern = Pattern.compile(regex, flags);
        Set<String> texts = RequiredText.of(regex);
        this.required = texts.toArray(new String[0]);
    }

    @Override
    public boolean test(String text) {
        return holdsRequired(text) && pattern.matches(text);
    }

    private boolean holdsRequired(String text) {
        for (String one : required) {
            if (text.contains(one)) {
                return true;
            }
        }
        return required.length == 0;
    }
}
