package io.tallygate.admin;

/** A call with a parameter that cannot be used. */
final class BadRequestException extends RuntimeException {

    BadRequestException(String parameter, String problem) {
        super(parameter + " " + problem);
    }
}
