package io.tallygate.admin.access;

import java.time.Duration;

/** Who asks, as far as that can be told. */
sealed interface Visitor {

    /** Sent no token, and is no principal. */
    record Anonymous() implements Visitor {}

    /** Sent a token. */
    record Bearer(boolean mayChange) implements Visitor {}

    /** Is known to the host's own security. */
    record Known(String name, boolean mayChange) implements Visitor {}

    /** Sent a token that is none of ours. */
    record Mistaken() implements Visitor {}

    /** Has sent too many of those, and has to wait. */
    record Blocked(Duration rest) implements Visitor {}

    /** Whether it could change something where changes are made. */
    default boolean mayChange() {
        return false;
    }

    /** Whether it has shown that it may be here. */
    default boolean isAdmitted() {
        return this instanceof Known || this instanceof Bearer;
    }

    /** How it has shown that, in a word. */
    default String scheme() {
        if (this instanceof Known) {
            return "principal";
        }
        return this instanceof Bearer ? "bearer" : "none";
    }
}
