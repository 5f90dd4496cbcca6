package io.tallygate.protocol;

import java.util.EnumSet;
import java.util.Set;

/**
 * The protocol, whole or with something taken out.
 *
 * @param safeguards what it consists of
 */
record Protocol(Set<Safeguard> safeguards) {

    static final Protocol INTACT = new Protocol(EnumSet.allOf(Safeguard.class));

    Protocol without(Safeguard safeguard) {
        Set<Safeguard> rest = EnumSet.copyOf(safeguards);
        rest.remove(safeguard);
        return new Protocol(rest);
    }

    boolean has(Safeguard safeguard) {
        return safeguards.contains(safeguard);
    }
}
