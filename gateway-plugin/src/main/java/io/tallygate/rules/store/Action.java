package io.tallygate.rules.store;

import java.util.Locale;

/** What kind of change it was. */
public enum Action {
    CREATE,
    CHANGE,
    DELETE,
    IMPORT,
    ROLLBACK,
    /** A node was taken offline, or back. */
    NODE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The action as it is written in answers, such as {@code create}. */
    public String word() {
        return word;
    }
}
