package io.tallygate.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import io.tallygate.gateway.TestGateway;
import io.tallygate.gateway.Upstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

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
                "tallygate.admin.access=read-write",
                "tallygate.admin.tokens.write=" + TOKEN,
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

    /** Sends so many requests that the rule canary takes, and as many to the route plain; each node gets some of both. */
    void traffic(int requests) {
        for (int i = 0; i < requests; i++) {
            send("GET", gateway.url() + "/shop", "", "X-Canary", "beta");
        }
        for (int i = 0; i < requests; i++) {
            send("GET", gateway.url() + "/plain/hello", "");
        }
    }

    /** Asks the gateway for something; answers the status. */
    int status(String path, String... headers) {
        return send("GET", gateway.url() + path, "", headers).statusCode();
    }

    /** Calls the API with the token that may change; answers the body. */
    String api(String method, String path, String json, String... headers) {
        String[] all = Stream.concat(
                        Stream.of("Authorization", "Bearer " + TOKEN, "Content-Type", "application/json"),
                        Stream.of(headers))
                .toArray(String[]::new);
        HttpResponse<String> answer = send(method, base() + "api/" + path, json, all);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    /** Creates a rule that takes requests with a header of its own name. */
    void rule(String id, String... values) {
        String list = Stream.of(values).map(PageSite::quoted).collect(Collectors.joining(","));
        api(
                "POST",
                "rules",
                "{\"id\":\"" + id + "\",\"strategy\":\"header\",\"match\":{\"key\":\"X-" + id + "\",\"values\":[" + list
                        + "]},\"target\":{\"service\":\"order\"}}");
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    private HttpResponse<String> send(String method, String url, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + url + " failed", e);
        }
    }

    /** The port of the page. */
    int port() {
        return gateway.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    private String base() {
        return "http://127.0.0.1:" + port() + "/tallygate/";
    }

    /** The address of a view, such as "rules". */
    String page(String view) {
        return base() + "#/" + view;
    }

    TestRedis redis() {
        return redis;
    }

    @Override
    public void close() {
        gateway.close();
        first.close();
        second.close();
        redis.close();
    }
}
