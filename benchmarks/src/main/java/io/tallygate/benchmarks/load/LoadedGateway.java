package io.tallygate.benchmarks.load;

import io.tallygate.benchmarks.Kind;
import io.tallygate.count.LocalCounters;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import io.tallygate.rules.RulesInForce;
import java.time.Duration;
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
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A gateway to put under load. It has one route for everything; with {@code load.routes} as many routes of its own before
 * it, with {@code load.rules} as many balancing rules, all for the same traffic; {@code load.exchange} says
 * whether those are exchanged once a second.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LoadedGateway {

    private static final int SERVICES = 20;

    /** Takes {@code --load.upstream=port} and what else an application takes. */
    public static void main(String[] args) {
        start(LoadedGateway.class, args);
    }

    /** Starts such a gateway, with this configuration for its own. */
    public static ConfigurableApplicationContext start(Class<?> configuration, String... args) {
        SpringApplication application = new SpringApplication(configuration);
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
        return application.run(args);
    }

    @Bean
    @ConditionalOnProperty("load.rules")
    RulesInForce manyRules(
            LocalCounters counters,
            @Value("${load.rules}") int count,
            @Value("${load.exchange:none}") Exchange exchange) {
        RulesInForce rules = new RulesInForce(RuleOrder.standard(), counters);
        rules.swap(rules(count, 0));
        // Each second after the last, so that a process that was stopped has none to catch up on.
        Flux<Long> seconds = Mono.delay(Duration.ofSeconds(1), Schedulers.newSingle("exchange"))
                .repeat()
                .index((n, tick) -> n);
        switch (exchange) {
            case NONE -> {}
            case SWAP -> {
                List<RulesInForce.Version> two = List.of(rules.version(), rules.compile(rules(count, 1)));
                seconds.subscribe(second -> rules.swap(two.get((int) (second % 2))));
            }
            case CHANGE -> {
                List<List<Rule>> two = List.of(rules(count, 0), rules(count, 1));
                seconds.subscribe(second -> rules.swap(two.get((int) (second % 2))));
            }
        }
        return rules;
    }

    /** What happens to the rules once a second. */
    enum Exchange {
        NONE,
        /** Two compiled sets take turns. */
        SWAP,
        /** All rules change, and are compiled anew. */
        CHANGE
    }

    /** The rules with this priority, so that two sets of them differ in every rule. */
    private static List<Rule> rules(int count, int priority) {
        return IntStream.range(0, count)
                .mapToObj(n -> Kind.MIXED.rule(n, priority))
                .map(RuleReader::read)
                .toList();
    }

    @Bean
    RouteDefinitionLocator routes(@Value("${load.routes:0}") int count) {
        List<RouteDefinition> routes = IntStream.rangeClosed(0, count)
                .mapToObj(n -> n < count ? EquivalentRoute.of(Kind.MIXED.rule(n)) : EquivalentRoute.ofEverything())
                .toList();
        return () -> Flux.fromIterable(routes);
    }
}
