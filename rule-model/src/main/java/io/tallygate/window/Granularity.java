package io.tallygate.window;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much time one point covers; each is rolled up into the next. */
public enum Granularity {
    WINDOW,
    HOUR,
    DAY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The granularity as it is written in calls, such as {@code hour}. */
    public String word() {
        return word;
    }

    /** The first letter of its word, as it stands in keys. */
    public char letter() {
        return word.charAt(0);
    }

    /** The next coarser one; nothing for a day. */
    public Optional<Granularity> coarser() {
        return switch (this) {
            case WINDOW -> Optional.of(HOUR);
            case HOUR -> Optional.of(DAY);
            case DAY -> Optional.empty();
        };
    }

    /** The granularity that is written so, if there is one. */
    public static Optional<Granularity> parse(String word) {
        return Stream.of(values()).filter(g -> g.word.equals(word)).findFirst();
    }

    /** The granularity with this letter, if there is one. */
    public static Optional<Granularity> ofLetter(char letter) {
        return Stream.of(values()).filter(g -> g.letter() == letter).findFirst();
    }
}
