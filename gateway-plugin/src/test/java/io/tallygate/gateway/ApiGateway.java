package io.tallygate.gateway;

import java.util.ArrayList;
import java.util.List;

/** The gateway that the examples of docs/openapi.yaml speak of. */
final class ApiGateway {

    private ApiGateway() {}

    /** Its properties: two rules, a route of its own, a service with one node. */
    static List<String> properties(Upstream upstream) {
        List<String> properties = new ArrayList<>(TestGateway.service("order", upstream));
        properties.addAll(List.of(
                "tallygate.window=10s",
                "tallygate.rules[0].id=orders",
                "tallygate.rules[0].strategy=api",
                "tallygate.rules[0].match.path=/order/**",
                "tallygate.rules[0].target.service=order",
                "tallygate.rules[1].id=failing",
                "tallygate.rules[1].strategy=header",
                "tallygate.rules[1].match.key=X-Fail",
                "tallygate.rules[1].match.present=true",
                "tallygate.rules[1].target.service=gone",
                "spring.cloud.gateway.server.webflux.routes[0].id=own",
                "spring.cloud.gateway.server.webflux.routes[0].uri=lb://order",
                "spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/own/**"));
        properties.addAll(List.of(Editor.LETS_CHANGE));
        return properties;
    }
}
