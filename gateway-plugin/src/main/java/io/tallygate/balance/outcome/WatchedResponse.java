package io.tallygate.balance.outcome;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A response that notices when its client goes away inside the body. Reactor Netty then cancels the body and completes
 * the write as if all were well, so the body is the only place to see it.
 */
public final class WatchedResponse extends ServerHttpResponseDecorator {

    private final RequestHit hit;

    public WatchedResponse(ServerHttpResponse response, RequestHit hit) {
        super(response);
        this.hit = hit;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        // A body of one piece is written at once: there is no inside to go away in.
        return super.writeWith(body instanceof Mono ? body : watched(body));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(watched(body));
    }

    private <T> Flux<T> watched(Publisher<T> body) {
        return Watch.over(Flux.from(body), new Watch() {
            @Override
            public void completed() {
                // the write tells
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
