package io.tallygate.balance;

import io.tallygate.match.Selection;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.cloud.gateway.handler.AsyncPredicate;
import org.springframework.cloud.gateway.handler.predicate.AbstractRoutePredicateFactory;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The predicate {@code BalancingRule}: holds where a balancing rule takes the request. Its arguments name strategies or
 * rule ids to look at; without any it looks at all.
 */
public final class BalancingRuleRoutePredicateFactory
        extends AbstractRoutePredicateFactory<BalancingRuleRoutePredicateFactory.Config> {

    static final String NAME = "BalancingRule";

    public BalancingRuleRoutePredicateFactory() {
        super(Config.class);
    }

    /** The arguments of the predicate. The gateway binds them, hence the setter. */
    public static final class Config {
        private List<String> rules = List.of();

        public List<String> getRules() {
            return rules;
        }

        public void setRules(List<String> rules) {
            this.rules = List.copyOf(rules);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> shortcutFieldOrder() {
        return List.of("rules");
    }

    @Override
    public ShortcutType shortcutType() {
        return ShortcutType.GATHER_LIST;
    }

    @Override
    public AsyncPredicate<ServerWebExchange> applyAsync(Config config) {
        Selection selection = Selection.of(config.getRules());
        return exchange -> {
            Matching matching = Matching.of(exchange);
            String routeId = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_PREDICATE_ROUTE_ATTR);
            return matching == null || routeId == null
                    ? Mono.just(false)
                    : matching.matches(exchange, routeId, selection);
        };
    }

    @Override
    public Predicate<ServerWebExchange> apply(Config config) {
        throw new UnsupportedOperationException("BalancingRule may have to read the body: use applyAsync");
    }
}
