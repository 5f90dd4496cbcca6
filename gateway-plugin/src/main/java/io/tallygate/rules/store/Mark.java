package io.tallygate.rules.store;

/**
 * Where the dynamic rules stand: after which change.
 *
 * @param version how many changes there were; 0 for none
 * @param token a text that no other change has. After a failover two changes may have the same version.
 */
public record Mark(long version, String token) {

    /** No change was ever made. */
    public static final Mark NONE = new Mark(0, "");

    /** What {@link #format} has written. */
    public static Mark parse(String text) {
        int colon = text.indexOf(':');
        return new Mark(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    /** As text, such as {@code 7:5f0c9a}. */
    public String format() {
        return version + ":" + token;
    }
}
