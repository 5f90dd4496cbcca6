package io.tallygate.admin.access;

import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;

/** Whose pages may call from a browser: those of the API's own origin, and of those that were configured. */
final class Origins {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> SENT =
            List.of("Authorization", "Content-Type", "If-Match", "Last-Event-ID", AccessGate.BY);
    private static final List<String> SHOWN =
            List.of("ETag", "Location", "Retry-After", "Content-Disposition", "WWW-Authenticate");
    private static final List<String> OWN_SITES = List.of("same-origin", "none");

    private final CorsConfiguration others = new CorsConfiguration();
    private final DefaultCorsProcessor cors = new DefaultCorsProcessor();

    Origins(List<String> origins) {
        others.setAllowedOrigins(origins);
        others.setAllowedMethods(METHODS);
        others.setAllowedHeaders(SENT);
        others.setExposedHeaders(SHOWN);
        others.setMaxAge(Duration.ofMinutes(10));
    }

    /** Whether the request comes from a page of an origin that has no business here. */
    boolean isForeign(ServerHttpRequest request) {
        return !isConfigured(request) && (isCrossOrigin(request) || isCrossSite(request));
    }

    /** Lets a page of a configured origin see the answer. Gives false where nothing is left to be done. */
    boolean share(ServerWebExchange exchange) {
        if (!isConfigured(exchange.getRequest())) {
            return true;
        }
        return cors.process(others, exchange) && !isPreFlight(exchange);
    }

    static boolean isPreFlight(ServerWebExchange exchange) {
        return CorsUtils.isPreFlightRequest(exchange.getRequest());
    }

    private boolean isConfigured(ServerHttpRequest request) {
        String origin = request.getHeaders().getOrigin();
        return origin != null && others.checkOrigin(origin) != null;
    }

    private static boolean isCrossOrigin(ServerHttpRequest request) {
        try {
            return CorsUtils.isCorsRequest(request);
        } catch (IllegalArgumentException e) {
            // No origin that any browser would send.
            return true;
        }
    }

    private static boolean isCrossSite(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return headers.getOrEmpty("Sec-Fetch-Site").stream().anyMatch(site -> !OWN_SITES.contains(site));
    }
}
