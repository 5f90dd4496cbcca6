package io.tallygate.match.condition;

import io.tallygate.rule.Condition;
import java.util.Set;

/** Why a rule does not match a request: the first thing that does not hold. */
public sealed interface Mismatch {

    /** The request's method is none of these. */
    record Method(Set<String> methods) implements Mismatch {}

    /** The request is not for this host. */
    record Host(String host) implements Mismatch {}

    /** This condition does not hold. */
    record Failed(Condition condition) implements Mismatch {}
}
