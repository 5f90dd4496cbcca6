package io.tallygate.page;

import io.tallygate.TestRedis;
import io.tallygate.gateway.TestGateway;
import io.tallygate.gateway.Upstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** A gateway with two nodes, some rules and its page; what is sent through it is counted for real. */
final class PageSite implements AutoCloseable {

    /** A token that may change. */
    static final String TOKEN = "a-token-for-changing";

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestRedis redis = TestRedis.start();
    private final Upstream first = Upstream.start("order-1");
    private final Upstream second = Upstream.start("order-2").failingEvery(4);
    private final TestGateway gateway;

    private PageSite(List<String> more) {
        List<String> properties = new ArrayList<>(TestGateway.service("order", first, second));
        properties.addAll(List.of(
                "spring.cloud.gateway.server.webflux.routes[0].id=plain",
                "spring.cloud.gateway.server.webflux.routes[0].uri=lb://order",
                "spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/plain/**"));
        properties.addAll(more);
        this.gateway = TestGateway.start(redis.port(), properties);
    }

    static PageSite start(String... more) {
        return new PageSite(List.of(more));
    }

    /** A site with a rule for header, and one that is never hit. */
    static PageSite withRules(String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "tallygate.rules[0].id=canary",
                "tallygate.rules[0].strategy=header",
                "tallygate.rules[0].match.key=X-Canary",
                "tallygate.rules[0].match.values=beta",
                "tallygate.rules[0].target.service=order",
                "tallygate.rules[1].id=idle",
                "tallygate.rules[1].strategy=api",
                "tallygate.rules[1].match.path=/idle/**",
                "tallygate.rules[1].target.service=order",
                "tallygate.rules[1].target.node=order-2"));
        properties.addAll(List.of(more));
        return new PageSite(properties);
    }

    /** Sends so many requests that the rule canary takes, and as many that none does. */
    void traffic(int requests) {
        for (int i = 0; i < requests; i++) {
            send("/shop", "X-Canary", "beta");
            send("/plain/hello", "X-None", "x");
        }
    }

    private void send(String path, String header, String value) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header(header, value)
                .build();
        try {
            client.send(request, BodyHandlers.discarding());
        } catch (Exception e) {
            Assertions.fail(e);
        }
    }

    /** The address of a view, such as "rules". */
    String page(String view) {
        return "http://127.0.0.1:" + gateway.context().getEnvironment().getRequiredProperty("local.management.port")
                + "/tallygate/#/" + view;
    }

    TestRedis redis() {
        return redis;
    }

    TestGateway gateway() {
        return gateway;
    }

    @Override
    public void close() {
        gateway.close();
        first.close();
        second.close();
        redis.close();
    }
}
