package io.tallygate.rule;

import java.util.Locale;

/** How the path of a rule is compared with the path of a request. */
public enum PathMode {
    /** Segment patterns: a literal, {@code ?}, {@code *}, <code>{name}</code>, and a trailing {@code **}. */
    PATTERN,
    /** The same segments. */
    EXACT,
    /** The leading segments, each whole. */
    PREFIX,
    /** RE2 syntax over the whole decoded path. */
    REGEX;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The mode as it is written in configuration, such as {@code pattern}. */
    public String word() {
        return word;
    }
}
