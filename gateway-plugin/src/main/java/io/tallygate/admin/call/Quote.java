package io.tallygate.admin.call;

/** Quotes what a caller gave, so that it can be told: cut where it is long, and without control characters. */
public final class Quote {

    private static final int LONGEST = 100;

    private Quote() {}

    /** The value in quotes. */
    public static String of(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().limit(LONGEST).forEach(c -> quoted.appendCodePoint(isPrintable(c) ? c : 0xFFFD));
        return quoted.append(value.codePointCount(0, value.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }

    /** Whether it neither controls anything nor is half a character. */
    public static boolean isPrintable(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    }
}
