package io.tallygate.history;

/** More was asked for than one answer may hold. */
public final class TooLongException extends RuntimeException {

    TooLongException(String message) {
        super(message);
    }
}
