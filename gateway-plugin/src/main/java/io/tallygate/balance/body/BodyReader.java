package io.tallygate.balance.body;

import io.tallygate.balance.body.SkippedBodies.Reason;
import io.tallygate.match.condition.Body;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Reads bodies for matching, and counts those that cannot be read. */
public final class BodyReader {

    private static final String ATTRIBUTE = ReplayableBody.class.getName();

    private final BodySettings settings;
    private final SkippedBodies skipped;

    public BodyReader(BodySettings settings, SkippedBodies skipped) {
        this.settings = settings;
        this.skipped = skipped;
    }

    /** Passes the exchange on, with a body that can be read and replayed where it has one. */
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!BodyPolicy.announcesBody(exchange.getRequest().getHeaders())) {
            return chain.filter(exchange);
        }
        ReplayableBody body =
                new ReplayableBody(exchange.getRequest(), exchange.getResponse().bufferFactory(), settings);
        exchange.getAttributes().put(ATTRIBUTE, body);
        return chain.filter(exchange.mutate().request(body).build()).doFinally(signal -> body.close());
    }

    /** The body for matching: read, or skipped, and counted as such. To be asked once for an exchange. */
    public Mono<Body> read(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        Optional<Reason> whyNot = BodyPolicy.whyNot(headers, settings);
        if (whyNot.isPresent()) {
            return Mono.just(skip(whyNot.get()));
        }
        // Who has read the body before us, as the predicate ReadBody does, has left it here for those after him.
        Object cached = exchange.getAttribute(ServerWebExchangeUtils.CACHED_REQUEST_BODY_ATTR);
        if (cached instanceof DataBuffer buffer) {
            return Mono.just(copyOf(buffer, headers));
        }
        ReplayableBody body = exchange.getAttribute(ATTRIBUTE);
        return body == null ? Mono.just(skip(Reason.ABSENT)) : body.read(skipped);
    }

    private Body copyOf(DataBuffer buffer, HttpHeaders headers) {
        int length = buffer.readableByteCount();
        if (length > settings.maxBytes()) {
            return skip(Reason.TOO_LARGE);
        }
        ByteBuffer copy = ByteBuffer.allocate(length);
        buffer.toByteBuffer(copy);
        return new Body.Read(copy.array(), BodyPolicy.charset(headers));
    }

    private Body skip(Reason reason) {
        skipped.add(reason);
        return Body.SKIPPED;
    }
}
