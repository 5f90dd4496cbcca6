package io.tallygate.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A real gateway with the plugin, on free ports, for one test. */
public final class TestGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}

    /** Starts a gateway on a Redis, with these properties ({@code name=value}) besides. */
    public static TestGateway start(int redisPort, List<String> properties) {
        return start(redisPort, List.of(), properties);
    }

    /** The same, with configurations of a user's own. */
    static TestGateway start(int redisPort, List<Class<?>> configurations, List<String> properties) {
        EventLoopGuard.install();
        return new TestGateway(run(redisPort, configurations, properties));
    }

    static ConfigurableApplicationContext run(int redisPort, List<Class<?>> configurations, List<String> properties) {
        List<String> args = new ArrayList<>(List.of(
                "server.port=0",
                "management.server.port=0",
                "spring.main.banner-mode=off",
                "spring.cloud.loadbalancer.cache.enabled=false",
                "spring.data.redis.host=127.0.0.1",
                "spring.data.redis.port=" + redisPort,
                "tallygate.window=1s",
                "tallygate.grace=300ms",
                "tallygate.flush-interval=200ms",
                "tallygate.admin.enabled=true"));
        if (properties.stream().noneMatch(property -> property.startsWith("tallygate.admin."))) {
            args.addAll(List.of(Editor.LETS_CHANGE));
        }
        // Given twice on a command line, a property becomes a list: only the last of a name counts here.
        properties.forEach(property -> args.removeIf(arg -> name(arg).equals(name(property))));
        args.addAll(properties);
        SpringApplication application = new SpringApplication(App.class);
        application.addPrimarySources(configurations);
        return application.run(args.stream().map(arg -> "--" + arg).toArray(String[]::new));
    }

    private static String name(String property) {
        return property.substring(0, property.indexOf('='));
    }

    public static TestGateway start(int redisPort, String... properties) {
        return start(redisPort, List.of(properties));
    }

    /** The properties that make upstreams known for discovery as the nodes of a service. */
    public static List<String> service(String name, Upstream... nodes) {
        List<String> properties = new ArrayList<>();
        for (int i = 0; i < nodes.length; i++) {
            String instance = "spring.cloud.discovery.client.simple.instances." + name + "[" + i + "].";
            properties.add(instance + "instance-id=" + nodes[i].name());
            properties.add(instance + "uri=" + nodes[i].url());
        }
        return properties;
    }

    public static List<String> all(List<String> first, String... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toList();
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    History history() {
        return new History("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.management.port")
                + "/tallygate/api");
    }

    @Override
    public void close() {
        context.close();
        EventLoopGuard.assertNothingBlocked();
        LeakGuard.assertNothingLeaked();
    }
}
