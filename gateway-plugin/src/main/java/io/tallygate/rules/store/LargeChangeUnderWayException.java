package io.tallygate.rules.store;

/** Another large change is being made; nothing was done. */
public final class LargeChangeUnderWayException extends RuntimeException {
    public LargeChangeUnderWayException() {
        super("another large change of the rules is under way");
    }
}
