package io.tallygate.autoconfigure;

/** A property whose value cannot be used. */
final class InvalidPropertyException extends RuntimeException {

    private final String action;

    InvalidPropertyException(String property, String reason) {
        this(property, reason, "Correct the value of " + property + ".");
    }

    InvalidPropertyException(String property, String reason, String action) {
        super(property + ": " + reason);
        this.action = action;
    }

    String action() {
        return action;
    }
}
