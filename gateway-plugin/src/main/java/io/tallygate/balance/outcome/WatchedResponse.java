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
        if (body instanceof Mono<? extends DataBuffer> piece) {
            // A body of one piece is written at once: there is no inside to go away in, and the write tells.
            return super.writeWith(Watch.over(piece, end(() -> {})));
        }
        return super.writeWith(Watch.over(Flux.from(body), end(hit::disconnect)));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(Watch.over(Flux.from(body), end(hit::disconnect)));
    }

    @Override
    public Mono<Void> setComplete() {
        return Mono.defer(() -> {
            hit.hasNoBody();
            return super.setComplete();
        });
    }

    private Watch end(Runnable whenCancelled) {
        return new Watch() {
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
                whenCancelled.run();
            }
        };
    }
}
