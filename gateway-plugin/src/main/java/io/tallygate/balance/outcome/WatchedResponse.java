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
            return super.writeWith(Watch.over(piece, new Body(() -> {})));
        }
        return super.writeWith(Watch.over(Flux.from(body), new Body(hit::disconnect)));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        Body whole = new Body(hit::disconnect);
        return super.writeAndFlushWith(Watch.over(
                Flux.from(body).map(part -> Flux.from(part).doOnNext(whole::passes)), whole));
    }

    @Override
    public Mono<Void> setComplete() {
        return Mono.defer(() -> {
            hit.hasNoBody();
            return super.setComplete();
        });
    }

    /**
     * A body whose length is known has ended with its last byte: the client, who knows it too, may hang up before the
     * end is heard of here. Nothing has ended before the response is committed: what is done just before that, such as
     * saving a session, may take longer than the body, and fail, and then the client gets something else.
     */
    private final class Body implements Watch<Object> {
        private final Runnable whenCancelled;
        private long seen;
        private volatile boolean ended;
        private volatile boolean committed;

        Body(Runnable whenCancelled) {
            this.whenCancelled = whenCancelled;
            // The last of all that is done then.
            beforeCommit(() -> Mono.fromRunnable(this::commits));
        }

        private void commits() {
            committed = true;
            if (ended) {
                recorder.answered(exchange, hit);
            }
        }

        @Override
        public void passes(Object element) {
            if (element instanceof DataBuffer piece) {
                seen += piece.readableByteCount();
                if (seen == getHeaders().getContentLength()) {
                    completed();
                }
            }
        }

        @Override
        public void completed() {
            ended = true;
            if (committed) {
                recorder.answered(exchange, hit);
            }
        }

        @Override
        public void failed(Throwable e) {
            // the write tells
        }

        @Override
        public void cancelled() {
            whenCancelled.run();
        }
    }
}
