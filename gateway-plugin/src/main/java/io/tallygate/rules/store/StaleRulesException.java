package io.tallygate.rules.store;

/** The rules were changed since they were looked at; nothing was done. */
public final class StaleRulesException extends RuntimeException {
    public StaleRulesException() {
        super("the rules were changed meanwhile");
    }
}
