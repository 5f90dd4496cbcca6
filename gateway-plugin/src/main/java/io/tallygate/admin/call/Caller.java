package io.tallygate.admin.call;

import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Who makes a change, for the change log.
 *
 * @param name the name of a principal; of who sent a token only what he says himself: "token (anna)"
 */
public record Caller(String name) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Who makes this call, which must be one that changes something: the gate tells of no others. */
    public static Caller of(ServerRequest request) {
        return request.exchange().getRequiredAttribute(ATTRIBUTE);
    }

    /** Lets the call know who makes it. */
    public void announce(ServerRequest request) {
        request.exchange().getAttributes().put(ATTRIBUTE, this);
    }
}
