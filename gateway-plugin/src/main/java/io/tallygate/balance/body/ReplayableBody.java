package io.tallygate.balance.body;

import io.tallygate.balance.body.SkippedBodies.Reason;
import io.tallygate.match.condition.Body;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A request whose body can be read for matching and is still there for whoever comes next, byte for byte: any number of
 * times if it was read whole, else once. As long as nobody matches on it, it is the body that it was.
 */
final class ReplayableBody extends ServerHttpRequestDecorator {

    private final DataBufferFactory buffers;
    private final BodySettings settings;
    private volatile @Nullable BodyRelay relay;
    private volatile byte @Nullable [] whole;

    ReplayableBody(ServerHttpRequest request, DataBufferFactory buffers, BodySettings settings) {
        super(request);
        this.buffers = buffers;
        this.settings = settings;
    }

    /** Reads the body, or counts why it cannot be matched on. To be called once. */
    Mono<Body> read(SkippedBodies skipped) {
        BodyPrefix prefix = new BodyPrefix(settings);
        BodyRelay reader = new BodyRelay(prefix, buffers);
        relay = reader;
        reader.read(super.getBody());
        return prefix.verdict().map(reason -> body(prefix, reason, skipped));
    }

    private Body body(BodyPrefix prefix, Optional<Reason> reason, SkippedBodies skipped) {
        byte[] bytes = prefix.bytes();
        if (reason.isPresent() || bytes == null) {
            reason.ifPresent(skipped::add);
            return Body.SKIPPED;
        }
        whole = bytes;
        return new Body.Read(bytes, BodyPolicy.charset(getHeaders()));
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> {
            byte[] bytes = whole;
            if (bytes != null) {
                return Flux.just(buffers.wrap(bytes));
            }
            BodyRelay rest = relay;
            return rest == null ? super.getBody() : rest;
        });
    }

    /** The request is over. */
    void close() {
        BodyRelay open = relay;
        if (open != null) {
            open.close();
        }
    }
}
