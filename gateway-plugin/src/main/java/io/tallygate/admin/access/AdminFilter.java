package io.tallygate.admin.access;

import io.tallygate.admin.access.AdminPaths.Owner;
import io.tallygate.admin.call.Answers;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Knows the requests that are the admin API's, before anything else looks at them: gives each answer the headers that
 * guard it, and lets browsers know whose pages may call.
 */
public final class AdminFilter implements WebFilter, Ordered {

    private static final String OWNED = AdminFilter.class.getName();

    /** A page sets a policy of its own. */
    private static final Map<String, String> GUARDS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            HttpHeaders.CACHE_CONTROL,
            "no-store");

    private final AdminPaths paths;
    private final Origins origins;
    private final String basePath;

    /**
     * A filter for what lies under a path.
     *
     * @param basePath such as "/tallygate"
     */
    public AdminFilter(String basePath, AccessSettings settings) {
        this.basePath = basePath;
        this.paths = new AdminPaths(basePath);
        this.origins = new Origins(settings.origins());
    }

    /** Whether the request is the admin API's, and so no traffic of the gateway's. */
    public static boolean owns(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(OWNED);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 50;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        Owner owner = paths.of(request.getPath().pathWithinApplication());
        if (owner == Owner.OTHERS) {
            return chain.filter(exchange);
        }
        exchange.getAttributes().put(OWNED, true);
        guard(exchange);
        return switch (owner) {
            case API -> shared(exchange, chain);
            case DISGUISED ->
                Answers.problem(
                        exchange.getResponse(),
                        HttpStatus.NOT_FOUND,
                        "write it as it is, \"" + basePath + "/…\": \""
                                + request.getPath().value() + "\"");
            default -> chain.filter(exchange);
        };
    }

    private Mono<Void> shared(ServerWebExchange exchange, WebFilterChain chain) {
        if (Origins.isPreFlight(exchange) && origins.isForeign(exchange.getRequest())) {
            return Answers.problem(
                    exchange.getResponse(),
                    HttpStatus.FORBIDDEN,
                    "no page of this origin may call: \""
                            + exchange.getRequest().getHeaders().getOrigin()
                            + "\"; if it is your own, name it in tallygate.admin.cors.allowed-origins");
        }
        return origins.share(exchange)
                ? chain.filter(exchange)
                : exchange.getResponse().setComplete();
    }

    private static void guard(ServerWebExchange exchange) {
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            GUARDS.forEach((name, value) -> {
                if (!headers.containsHeader(name)) {
                    headers.set(name, value);
                }
            });
            return Mono.empty();
        });
    }
}
