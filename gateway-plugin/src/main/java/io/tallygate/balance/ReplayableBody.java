package io.tallygate.balance;

import io.tallygate.match.condition.Body;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A request whose body can be read for matching and is still there for whoever comes next, byte for byte. Only a body
 * with a Content-Length within the limit is read; it is copied to the heap, so no buffer has to be released later.
 */
final class ReplayableBody extends ServerHttpRequestDecorator {

    private static final String ATTRIBUTE = ReplayableBody.class.getName();

    private final DataBufferFactory buffers;
    private final BodySettings settings;
    private final SkippedBodies skipped;
    private volatile byte @Nullable [] bytes;

    private ReplayableBody(
            ServerHttpRequest request, DataBufferFactory buffers, BodySettings settings, SkippedBodies skipped) {
        super(request);
        this.buffers = buffers;
        this.settings = settings;
        this.skipped = skipped;
    }

    /** The exchange with a body that can be replayed; the same exchange where no body rule could read it. */
    static ServerWebExchange decorate(ServerWebExchange exchange, BodySettings settings, SkippedBodies skipped) {
        ReplayableBody body =
                new ReplayableBody(exchange.getRequest(), exchange.getResponse().bufferFactory(), settings, skipped);
        exchange.getAttributes().put(ATTRIBUTE, body);
        return body.whyNot().isPresent()
                ? exchange
                : exchange.mutate().request(body).build();
    }

    /** The body for matching: read, or skipped, and counted as such. */
    static Mono<Body> read(ServerWebExchange exchange) {
        ReplayableBody body = exchange.getAttribute(ATTRIBUTE);
        return body == null ? Mono.just(Body.SKIPPED) : body.read();
    }

    private Mono<Body> read() {
        Optional<SkippedBodies.Reason> reason = whyNot();
        if (reason.isPresent()) {
            skipped.add(reason.get());
            return Mono.just(Body.SKIPPED);
        }
        byte[] known = bytes;
        if (known != null) {
            return Mono.just(new Body.Read(known, charset()));
        }
        return DataBufferUtils.join(super.getBody(), (int) settings.maxBytes())
                .map(ReplayableBody::drain)
                .<Body>map(read -> {
                    bytes = read;
                    return new Body.Read(read, charset());
                })
                .onErrorResume(e -> {
                    skipped.add(SkippedBodies.Reason.BROKEN);
                    return Mono.just(Body.SKIPPED);
                });
    }

    private static byte[] drain(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> {
            byte[] known = bytes;
            return known == null ? super.getBody() : Flux.just(buffers.wrap(known));
        });
    }

    private Optional<SkippedBodies.Reason> whyNot() {
        HttpHeaders headers = getHeaders();
        if (headers.getFirst(HttpHeaders.UPGRADE) != null) {
            return Optional.of(SkippedBodies.Reason.UPGRADE);
        }
        long length = headers.getContentLength();
        if (length < 0) {
            boolean chunked = headers.getFirst(HttpHeaders.TRANSFER_ENCODING) != null;
            return Optional.of(chunked ? SkippedBodies.Reason.NO_LENGTH : SkippedBodies.Reason.ABSENT);
        }
        if (length == 0) {
            return Optional.of(SkippedBodies.Reason.ABSENT);
        }
        if (length > settings.maxBytes()) {
            return Optional.of(SkippedBodies.Reason.TOO_LARGE);
        }
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Optional.of(SkippedBodies.Reason.ENCODED);
        }
        return mediaType().filter(this::isRead).isPresent()
                ? Optional.empty()
                : Optional.of(SkippedBodies.Reason.MEDIA_TYPE);
    }

    private boolean isRead(MediaType type) {
        return settings.mediaTypes().stream().anyMatch(allowed -> allowed.includes(type));
    }

    private Optional<MediaType> mediaType() {
        try {
            return Optional.ofNullable(getHeaders().getContentType());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Charset charset() {
        return mediaType().map(MediaType::getCharset).orElse(StandardCharsets.UTF_8);
    }
}
