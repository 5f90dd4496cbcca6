package io.tallygate.balance.outcome;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A response that is counted when its body ends, or notices that its client goes away inside it. The write does not tell:
 * Reactor Netty completes it as if all were well where the client goes away, cancels it at times where the answer ends its
 * connection though all of it was sent, and where the server stops just then it says nothing.
 */
final class WatchedResponse extends ServerHttpResponseDecorator {

    private final ServerWebExchange exchange;
    private final RequestHit hit;
    private final OutcomeRecorder recorder;

    WatchedResponse(ServerWebExchange exchange, RequestHit hit, OutcomeRecorder recorder) {
        super(exchange.getResponse());
        this.exchange = exchange;
        this.hit = hit;
        this.recorder = recorder;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return super.writeWith(body instanceof Mono<? extends DataBuffer> piece ? whole(piece) : watched(body));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(watched(body));
    }

    @Override
    public Mono<Void> setComplete() {
        return Mono.defer(() -> {
            hit.hasNoBody();
            return super.setComplete();
        });
    }

    /** A body of one piece is written at once: there is no inside to go away in. */
    private <T> Mono<T> whole(Mono<T> body) {
        return Watch.over(body, new Watch() {
            @Override
            public void completed() {
                recorder.answered(exchange, hit);
            }

            @Override
            public void failed(Throwable e) {
                // the write tells
            }

            @Override
            public void cancelled() {
                // the write tells
            }
        });
    }

    private <T> Flux<T> watched(Publisher<T> body) {
        return Watch.over(Flux.from(body), new Watch() {
            @Override
            public void completed() {
                recorder.answered(exchange, hit);
            }

            @Override
            public void failed(Throwable e) {
                // the write tells
            }

            @Override
            public void cancelled() {
                hit.disconnect();
            }
        });
    }
}
