package io.tallygate.autoconfigure;

import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The admin API before every route and controller of the host's, whatever order those have; and without the host's
 * CORS settings, which are not meant for it.
 */
final class AdminMapping implements HandlerMapping, Ordered {

    private final RouterFunctionMapping mapping;

    AdminMapping(RouterFunction<ServerResponse> routes) {
        mapping = new RouterFunctionMapping(routes);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Object> getHandler(ServerWebExchange exchange) {
        return mapping.getHandler(exchange);
    }
}
