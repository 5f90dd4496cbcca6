package io.tallygate.rule;

/**
 * What a rule changes in a request before it is sent on.
 *
 * @param stripPrefix how many leading segments the path loses, 0 to 100
 */
public record Rewrite(int stripPrefix) {
    /** Changes nothing. */
    public static final Rewrite NONE = new Rewrite(0);
}
