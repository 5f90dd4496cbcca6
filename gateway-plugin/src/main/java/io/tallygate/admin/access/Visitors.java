package io.tallygate.admin.access;

import io.tallygate.admin.access.Tokens.Grant;
import io.tallygate.admin.access.Visitor.Anonymous;
import io.tallygate.admin.access.Visitor.Bearer;
import io.tallygate.admin.access.Visitor.Blocked;
import io.tallygate.admin.access.Visitor.Known;
import io.tallygate.admin.access.Visitor.Mistaken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells who asks. */
final class Visitors {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final FailedAttempts failures;

    Visitors(Tokens tokens, FailedAttempts failures) {
        this.tokens = tokens;
        this.failures = failures;
    }

    /**
     * Who asks. A token of ours counts before a principal; a principal's own token, which is none of ours, is no
     * failed attempt.
     */
    Mono<Visitor> of(ServerWebExchange exchange) {
        Optional<String> token = token(exchange.getRequest());
        return exchange.getPrincipal()
                .map(Principals::known)
                .defaultIfEmpty(Optional.empty())
                .map(known -> token.<Visitor>map(presented -> bearer(presented, exchange.getRequest(), known))
                        .orElseGet(() -> known.isPresent() ? known.get() : new Anonymous()));
    }

    private static Optional<String> token(ServerHttpRequest request) {
        List<String> headers = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        return headers.stream()
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                // Two tokens are none: which of them a proxy in between has looked at cannot be known.
                .map(header -> headers.size() > 1
                        ? ""
                        : header.substring(SCHEME.length()).trim())
                .findFirst();
    }

    private Visitor bearer(String presented, ServerHttpRequest request, Optional<Known> known) {
        String address = Addresses.of(request);
        Duration rest = failures.rest(address);
        Grant grant = rest.isZero() ? tokens.of(presented) : Grant.NOTHING;
        if (grant != Grant.NOTHING) {
            return new Bearer(grant == Grant.CHANGING);
        }
        if (known.isPresent()) {
            return known.get();
        }
        if (!rest.isZero()) {
            return new Blocked(rest);
        }
        failures.add(address);
        return new Mistaken();
    }
}
