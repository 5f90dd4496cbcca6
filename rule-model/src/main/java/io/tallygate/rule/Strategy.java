package io.tallygate.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which part of a request a rule looks at first. The declaration order is the default order of matching. */
public enum Strategy {
    API,
    PARAM,
    COOKIE,
    HEADER,
    BODY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The strategy as it is written in configuration, keys and answers, such as {@code header}. */
    public String word() {
        return word;
    }

    /** The strategy that is written so, if there is one. */
    public static Optional<Strategy> parse(String word) {
        return Stream.of(values()).filter(s -> s.word.equals(word)).findFirst();
    }
}
