package io.tallygate.balance;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_SCHEME_PREFIX_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.addOriginalRequestUrl;

import io.tallygate.balance.node.NodePicker;
import io.tallygate.balance.node.NodePickers;
import io.tallygate.balance.node.Pin;
import io.tallygate.match.Decision.Bound;
import io.tallygate.rule.Rule;
import io.tallygate.rule.StickyBy;
import io.tallygate.rules.RuleState;
import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sends a request that a rule took to the rule's target: rewrites it, names the service for the load balancer, and says
 * how its node is picked. It stands between the route's URL and the load balancer.
 */
public final class TargetFilter implements GlobalFilter, Ordered {

    private static final int BEFORE_LOAD_BALANCER = RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 100;

    private final NodePickers pickers = new NodePickers();

    @Override
    public int getOrder() {
        return BEFORE_LOAD_BALANCER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Matching matching = Matching.of(exchange);
        Route route = exchange.getAttribute(GATEWAY_ROUTE_ATTR);
        Bound<RuleState> winner = matching == null || route == null ? null : matching.winner(route.getId());
        Pin.clear(exchange);
        if (matching == null || winner == null) {
            return chain.filter(exchange);
        }
        Rule rule = winner.rule();
        ServerWebExchange rewritten = rewrite(exchange, rule);
        URI uri = rewritten.getRequest().getURI();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        // The route's own URI may have come with a scheme such as lb:ws, which is not the rule's.
        rewritten.getAttributes().remove(GATEWAY_SCHEME_PREFIX_ATTR);
        rewritten
                .getAttributes()
                .put(
                        GATEWAY_REQUEST_URL_ATTR,
                        URI.create("lb://" + rule.target().service() + uri.getRawPath() + query));
        StickyBy by = rule.target().stickyBy();
        NodePicker picker = pickers.of(rule.target(), winner.bound().turn(), by == null ? null : matching.value(by));
        if (picker != null) {
            Pin.to(rewritten, rule.target().service(), picker);
        }
        return chain.filter(rewritten);
    }

    private static ServerWebExchange rewrite(ServerWebExchange exchange, Rule rule) {
        int strip = rule.rewrite().stripPrefix();
        if (strip == 0) {
            return exchange;
        }
        addOriginalRequestUrl(exchange, exchange.getRequest().getURI());
        ServerHttpRequest request = exchange.getRequest()
                .mutate()
                .path(stripped(exchange.getRequest().getURI().getRawPath(), strip))
                .build();
        return exchange.mutate().request(request).build();
    }

    /** The path without its leading segments; at least "/". */
    static String stripped(String path, int segments) {
        int start = 0;
        for (int i = 0; i < segments && start >= 0; i++) {
            start = path.indexOf('/', start + 1);
        }
        return start < 0 ? "/" : path.substring(start);
    }
}
