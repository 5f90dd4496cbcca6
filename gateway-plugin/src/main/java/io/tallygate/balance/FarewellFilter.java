package io.tallygate.balance;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Once the gateway is to stop, every answer ends its connection. Reactor Netty keeps a connection that was busy when the
 * server stopped, and serves what comes over it while the gateway is taken down: too late to be flushed.
 */
public final class FarewellFilter implements WebFilter, Ordered, SmartLifecycle {

    private static final String CLOSE = "close";

    private volatile boolean leaving;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpResponse response = exchange.getResponse();
        // Asked as late as can be: the request may be under way when the gateway is told to stop.
        response.beforeCommit(() -> {
            if (leaving && !isHandshake(exchange)) {
                response.getHeaders().set(HttpHeaders.CONNECTION, CLOSE);
            }
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    /**
     * Whether a WebSocket comes of it, which goes on over the same connection. Java's own client offers h2c with every
     * request; nobody here takes that up.
     */
    private static boolean isHandshake(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return "websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getFirst(HttpHeaders.UPGRADE))
                && (status == null || status.is1xxInformational());
    }

    /** Outside whatever may answer. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void start() {
        leaving = false;
    }

    @Override
    public void stop() {
        leaving = true;
    }

    @Override
    public boolean isRunning() {
        return !leaving;
    }

    /** Before the web server begins to stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
