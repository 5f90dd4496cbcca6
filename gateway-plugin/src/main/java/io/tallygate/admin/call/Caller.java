package io.tallygate.admin.call;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Who makes a change, for the change log.
 *
 * @param name the name of a principal; of who sent a token only what he says himself: "token (anna)"
 */
public record Caller(String name) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Who makes this call; null if the gate has not let anyone in by name. */
    public static @Nullable Caller of(ServerRequest request) {
        return (Caller) request.exchange().getAttributes().get(ATTRIBUTE);
    }

    /** Lets the call know who makes it. */
    public void announce(ServerRequest request) {
        request.exchange().getAttributes().put(ATTRIBUTE, this);
    }
}
