package io.tallygate.admin.call;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The bodies of calls: of a type that the call takes, and never larger than it allows. */
public final class Bodies {

    /** Browsers let any page send these without asking first, unless they say that they carry JSON. */
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private Bodies() {}

    /** All of a body; empty where there is none. One that is too large ends the call with a problem. */
    public static Mono<byte[]> read(ServerRequest request) {
        return DataBufferUtils.join(request.bodyToFlux(DataBuffer.class))
                .map(Bodies::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** Makes the call with a body that is held to its terms. */
    static Mono<ServerResponse> hold(ServerRequest request, Terms terms, HandlerFunction<ServerResponse> call) {
        if (WITH_BODY.contains(request.method()) && !isTaken(request, terms)) {
            return Answers.problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type must be " + types(terms) + ": "
                            + quote(request.headers().firstHeader("Content-Type")));
        }
        if (request.headers().contentLength().orElse(0) > terms.largestBody()) {
            return tooLarge(terms.largestBody());
        }
        ServerWebExchange exchange = request.exchange();
        ServerHttpRequestDecorator limited = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return UnreadBody.upTo(super.getBody(), terms.largestBody());
            }
        };
        return call.handle(
                        ServerRequest.create(exchange.mutate().request(limited).build(), request.messageReaders()))
                .onErrorResume(DataBufferLimitException.class, e -> tooLarge(terms.largestBody()));
    }

    private static boolean isTaken(ServerRequest request, Terms terms) {
        try {
            Optional<MediaType> type = request.headers().contentType();
            return type.isPresent() && terms.bodies().stream().anyMatch(taken -> taken.includes(type.get()));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static String types(Terms terms) {
        return terms.bodies().stream().map(MediaType::toString).collect(Collectors.joining(" or "));
    }

    private static String quote(@Nullable String type) {
        return type == null ? "it is missing, which it may not be without a body either" : "\"" + type + "\"";
    }

    private static Mono<ServerResponse> tooLarge(long largest) {
        return Answers.problem(HttpStatus.CONTENT_TOO_LARGE, "the body must be at most " + largest + " bytes");
    }
}
