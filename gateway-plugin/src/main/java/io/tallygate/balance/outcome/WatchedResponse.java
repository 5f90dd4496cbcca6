package io.tallygate.balance.outcome;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A response that notices whether its body came to its end or its client went away inside it. Reactor Netty cancels the
 * body of a client that went away and completes the write as if all were well; and it may cancel the write of an answer
 * that ends its connection, though all of it was sent. So the body is the only place to see it.
 */
public final class WatchedResponse extends ServerHttpResponseDecorator {

    private final RequestHit hit;

    public WatchedResponse(ServerHttpResponse response, RequestHit hit) {
        super(response);
        this.hit = hit;
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
            hit.bodyEnded();
            return super.setComplete();
        });
    }

    /** A body of one piece is written at once: there is no inside to go away in. */
    private <T> Mono<T> whole(Mono<T> body) {
        return Watch.over(body, new Watch() {
            @Override
            public void completed() {
                hit.bodyEnded();
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
                hit.bodyEnded();
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
