package io.tallygate.admin.call;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Takes a body in before a call is answered that did not look at it, or not at all of it. Reactor Netty may hear no
 * further request on a connection on which the last one was answered before its body had come; and a client that is
 * still sending when its connection is closed may never see the answer. What is too much to take in, or too slow, ends
 * with its connection.
 */
final class UnreadBody {

    private static final long MOST = 16 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

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
                .flatMap(answer -> rest(begun.get() ? Flux.empty() : watched.getBody(), request)
                        .then(Mono.fromSupplier(() -> finished.get() ? answer : ended(exchange, answer))));
    }

    private static Mono<Void> rest(Flux<DataBuffer> body, ServerRequest request) {
        ServerRequest.Headers headers = request.headers();
        if (headers.contentLength().orElse(0) > MOST || headers.firstHeader(HttpHeaders.EXPECT) != null) {
            return Mono.empty();
        }
        return upTo(body, 0).then().timeout(PATIENCE).onErrorComplete();
    }

    /**
     * As much of a body as is wanted, in bytes.
     *
     * @return ends with a {@link DataBufferLimitException} where there is more, but not before that was taken in too
     */
    static Flux<DataBuffer> upTo(Flux<DataBuffer> body, long wanted) {
        return Flux.defer(() -> {
            AtomicLong seen = new AtomicLong();
            Sinks.Empty<Void> full = Sinks.empty();
            return body.takeUntil(buffer -> seen.addAndGet(buffer.readableByteCount()) > wanted + MOST)
                    .takeUntilOther(full.asMono().then(Mono.delay(PATIENCE)))
                    .<DataBuffer>handle((buffer, sink) -> {
                        if (seen.get() <= wanted) {
                            sink.next(buffer);
                        } else {
                            DataBufferUtils.release(buffer);
                            full.tryEmitEmpty();
                        }
                    })
                    .concatWith(Mono.defer(() -> seen.get() <= wanted
                            ? Mono.empty()
                            : Mono.error(new DataBufferLimitException("more than " + wanted + " bytes"))));
        });
    }

    private static ServerResponse ended(ServerWebExchange exchange, ServerResponse answer) {
        exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        return answer;
    }
}
