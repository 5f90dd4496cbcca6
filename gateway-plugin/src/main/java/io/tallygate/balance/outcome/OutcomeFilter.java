package io.tallygate.balance.outcome;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives a request's hit to the rule or route that took it, and counts it when the response has ended. It stands
 * outside the filter that writes the response, for only there a body that breaks off is heard of.
 */
public final class OutcomeFilter implements GlobalFilter, Ordered {

    /** Outside the filter that writes the response, with room for one between them. */
    public static final int OUTSIDE_WRITING = -3;

    private final OutcomeRecorder recorder;

    public OutcomeFilter(OutcomeRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public int getOrder() {
        return OUTSIDE_WRITING;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        RequestHit hit = RequestHit.of(exchange);
        if (hit == null || hit.isOwned()) {
            return chain.filter(exchange);
        }
        recorder.own(exchange, hit);
        if ("websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getFirst(HttpHeaders.UPGRADE))) {
            // The response is committed when the handshake is made; the session may last for days after it.
            exchange.getResponse()
                    .beforeCommit(
                            () -> Mono.fromRunnable(() -> recorder.count(exchange, hit, recorder.byStatus(exchange))));
        }
        return recorder.watch(exchange, hit, chain.filter(exchange));
    }
}
