package io.tallygate.admin.call;

import io.tallygate.admin.call.CallTable.Kind;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Stands before every call. */
@FunctionalInterface
public interface Gate {

    /**
     * Makes the call if whoever asks may make one of this kind, and otherwise answers why not. A call that changes
     * something finds its {@link Caller} in the request.
     */
    Mono<ServerResponse> pass(ServerRequest request, Kind kind, HandlerFunction<ServerResponse> call);
}
