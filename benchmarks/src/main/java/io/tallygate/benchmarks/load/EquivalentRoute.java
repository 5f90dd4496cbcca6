package io.tallygate.benchmarks.load;

import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.handler.predicate.PredicateDefinition;
import org.springframework.cloud.gateway.route.RouteDefinition;

/** The gateway's own route that takes what a balancing rule takes. */
final class EquivalentRoute {

    private EquivalentRoute() {}

    static RouteDefinition of(RuleDraft rule) {
        List<PredicateDefinition> predicates = new ArrayList<>();
        MatchDraft match = Objects.requireNonNull(rule.match());
        predicates.add(new PredicateDefinition(
                Objects.requireNonNull(rule.strategy()).equals("api")
                        ? "Path=" + ("prefix".equals(match.mode()) ? match.path() + "/**" : match.path())
                        : predicate(rule.strategy(), match)));
        if (rule.host() != null) {
            predicates.add(new PredicateDefinition("Host=" + rule.host()));
        }
        if (rule.methods() != null) {
            predicates.add(new PredicateDefinition("Method=" + String.join(",", rule.methods())));
        }
        TargetDraft target = Objects.requireNonNull(rule.target());
        return route(Objects.requireNonNull(rule.id()), target.service(), predicates);
    }

    private static String predicate(String strategy, MatchDraft match) {
        String name = switch (strategy) {
            case "param" -> "Query";
            case "cookie" -> "Cookie";
            case "header" -> "Header";
            default -> throw new IllegalArgumentException("no predicate is like strategy \"" + strategy + "\"");
        };
        return name + "=" + match.key() + ","
                + Objects.requireNonNull(match.values()).get(0);
    }

    static RouteDefinition ofEverything() {
        return route("everything", "service-0", List.of(new PredicateDefinition("Path=/**")));
    }

    private static RouteDefinition route(String id, @Nullable String service, List<PredicateDefinition> predicates) {
        RouteDefinition route = new RouteDefinition();
        route.setId(id);
        route.setUri(URI.create("lb://" + service));
        route.setPredicates(predicates);
        return route;
    }
}
