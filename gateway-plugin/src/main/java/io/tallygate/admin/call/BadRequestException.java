package io.tallygate.admin.call;

/** A call with a parameter that cannot be used. */
public final class BadRequestException extends RuntimeException {

    public BadRequestException(String parameter, String problem) {
        super(parameter + " " + problem);
    }
}
