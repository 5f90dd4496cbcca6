package io.tallygate.admin.call;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes a body in before a call is answered that did not look at it. Reactor Netty may hear no further request on a
 * connection on which the last one was answered before its body had come. What is too much to take in, or
 * too slow, ends with its connection.
 */
final class UnreadBody {

    private static final long MOST = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private UnreadBody() {}

    static Mono<ServerResponse> takeIn(ServerRequest request, HandlerFunction<ServerResponse> call) {
        ServerWebExchange exchange = request.exchange();
        AtomicBoolean finished = new AtomicBoolean();
        AtomicBoolean begun = new AtomicBoolean();
        ServerHttpRequestDecorator watched = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(() -> {
                    begun.set(true);
                    return super.getBody().doOnComplete(() -> finished.set(true));
                });
            }
        };
        return call.handle(
                        ServerRequest.create(exchange.mutate().request(watched).build(), request.messageReaders()))
                .flatMap(answer -> {
                    if (finished.get()) {
                        return Mono.just(answer);
                    }
                    if (begun.get() || request.headers().contentLength().orElse(0) > MOST) {
                        return Mono.fromSupplier(() -> ended(exchange, answer));
                    }
                    return drained(exchange.getRequest().getBody())
                            .map(whole -> whole ? answer : ended(exchange, answer));
                });
    }

    private static ServerResponse ended(ServerWebExchange exchange, ServerResponse answer) {
        exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        return answer;
    }

    /** Whether that was all of it, and came in time. */
    private static Mono<Boolean> drained(Flux<DataBuffer> body) {
        AtomicLong taken = new AtomicLong();
        return body.doOnNext(buffer -> {
                    taken.addAndGet(buffer.readableByteCount());
                    DataBufferUtils.release(buffer);
                })
                .takeWhile(buffer -> taken.get() <= MOST)
                .then(Mono.fromSupplier(() -> taken.get() <= MOST))
                .timeout(PATIENCE, Mono.just(false));
    }
}
