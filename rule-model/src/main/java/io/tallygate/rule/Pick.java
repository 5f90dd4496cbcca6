package io.tallygate.rule;

import java.util.Locale;

/** How a rule that pins no node chooses one among the nodes of its service. */
public enum Pick {
    /** The gateway's own load balancer chooses. */
    DEFAULT,
    RANDOM,
    ROUND_ROBIN,
    /** By the instance metadata {@code weight}. */
    WEIGHTED,
    /** The same value of {@link StickyBy} goes to the same node. */
    STICKY;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The choice as it is written in configuration, such as {@code round-robin}. */
    public String word() {
        return word;
    }
}
