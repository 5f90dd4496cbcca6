package io.tallygate.balance;

import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.handler.predicate.PredicateDefinition;
import org.springframework.cloud.gateway.route.CompositeRouteDefinitionLocator;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.cloud.gateway.route.RouteDefinitionLocator;
import reactor.core.publisher.Flux;

/**
 * The one route that the plugin adds, before the user's own. It goes away where the user has written a route with the
 * predicate {@code BalancingRule} himself.
 */
public final class ContributedRoute implements RouteDefinitionLocator {

    /** The route's id. */
    public static final String ID = "tallygate";

    private final ObjectProvider<RouteDefinitionLocator> locators;
    private final RouteDefinition route = new RouteDefinition();

    /**
     * The route, with its place among the others.
     *
     * @param locators all sources of routes, this one included
     * @param order lower comes first
     */
    public ContributedRoute(ObjectProvider<RouteDefinitionLocator> locators, int order) {
        this.locators = locators;
        route.setId(ID);
        route.setOrder(order);
        // Never called as it stands: the rule that matched says where to.
        route.setUri(URI.create("lb://" + ID));
        route.getPredicates().add(new PredicateDefinition(BalancingRuleRoutePredicateFactory.NAME + "="));
    }

    @Override
    public Flux<RouteDefinition> getRouteDefinitions() {
        return Flux.fromStream(locators::stream)
                .filter(locator -> locator != this && !(locator instanceof CompositeRouteDefinitionLocator))
                .flatMap(RouteDefinitionLocator::getRouteDefinitions)
                .any(ContributedRoute::usesRules)
                .flatMapMany(written -> written ? Flux.empty() : Flux.just(route));
    }

    private static boolean usesRules(RouteDefinition definition) {
        return definition.getPredicates().stream()
                .anyMatch(predicate -> BalancingRuleRoutePredicateFactory.NAME.equals(predicate.getName()));
    }
}
