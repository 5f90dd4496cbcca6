package io.tallygate.window;

import io.tallygate.hit.Counts;

/**
 * What was stored for one counter and one period. Its text form is {@code start:} and the counts'. Several entries may
 * share a start; they add up.
 *
 * @param start the period's first second, in seconds since the epoch
 * @param counts the hits
 */
public record Entry(long start, Counts counts) {

    /** The text form, such as {@code 1763683200:1234:5}. */
    public String format() {
        return start + ":" + counts.format();
    }

    /**
     * The entry of a text form.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Entry parse(String text) {
        int colon = text.indexOf(':');
        try {
            return new Entry(Long.parseLong(text, 0, Math.max(colon, 0), 10), Counts.parse(text, colon + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "an entry must be start:success:failure[:cancelled[:causes]]: \"" + text + "\"", e);
        }
    }
}
