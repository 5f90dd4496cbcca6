package io.tallygate.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the services behind the demo gateway, inside the same process and on free ports, and registers them for
 * discovery: three nodes of {@code order} and two of {@code user}, one of which fails now and then.
 */
final class DemoServices implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int NEVER = 0;
    private static final int EVERY_FIFTH = 5;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.getProperty("demo.services", Boolean.class, true)) {
            return;
        }
        Map<String, Object> instances = new LinkedHashMap<>();
        start(instances, "order", 1, NEVER);
        start(instances, "order", 2, NEVER);
        start(instances, "order", 3, NEVER);
        start(instances, "user", 1, NEVER);
        start(instances, "user", 2, EVERY_FIFTH);
        environment.getPropertySources().addLast(new MapPropertySource("demo-services", instances));
    }

    private static void start(Map<String, Object> instances, String service, int number, int failEvery) {
        String id = service + "-" + number;
        DemoNode node = DemoNode.start(id, failEvery);
        String property = "spring.cloud.discovery.client.simple.instances." + service + "[" + (number - 1) + "].";
        instances.put(property + "instance-id", id);
        instances.put(property + "uri", "http://127.0.0.1:" + node.port());
    }
}
