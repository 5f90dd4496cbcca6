package io.tallygate.benchmarks.load;

import io.tallygate.benchmarks.Kind;
import io.tallygate.count.LocalCounters;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import io.tallygate.rules.RulesInForce;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.cloud.gateway.route.RouteDefinitionLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/**
 * A gateway to put under load. It has one route for everything; with {@code load.routes} as many routes of its own before
 * it, with {@code load.rules} as many balancing rules, all for the same traffic.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LoadedGateway {

    private static final int SERVICES = 20;

    /** Takes {@code --load.upstream=port} and what else an application takes. */
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(LoadedGateway.class);
        Map<String, Object> defaults = new HashMap<>(Map.of(
                "spring.main.banner-mode", "off",
                "spring.data.redis.host", "127.0.0.1",
                "tallygate.admin.enabled", true));
        for (int n = 0; n < SERVICES; n++) {
            String instance = "spring.cloud.discovery.client.simple.instances.service-" + n + "[0].";
            defaults.put(instance + "instance-id", "node-" + n);
            defaults.put(instance + "uri", "http://127.0.0.1:${load.upstream}");
        }
        application.setDefaultProperties(defaults);
        application.run(args);
    }

    @Bean
    @ConditionalOnProperty("load.rules")
    RulesInForce manyRules(LocalCounters counters, @Value("${load.rules}") int count) {
        RulesInForce rules = new RulesInForce(RuleOrder.standard(), counters);
        rules.swap(IntStream.range(0, count)
                .mapToObj(n -> RuleReader.read(Kind.MIXED.rule(n)))
                .toList());
        return rules;
    }

    @Bean
    RouteDefinitionLocator routes(@Value("${load.routes:0}") int count) {
        List<RouteDefinition> routes = IntStream.rangeClosed(0, count)
                .mapToObj(n -> n < count ? EquivalentRoute.of(Kind.MIXED.rule(n)) : EquivalentRoute.ofEverything())
                .toList();
        return () -> Flux.fromIterable(routes);
    }
}
