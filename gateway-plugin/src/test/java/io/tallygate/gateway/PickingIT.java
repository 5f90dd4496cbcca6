package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tallygate.TestRedis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.client.discovery.simple.InstanceProperties;
import org.springframework.cloud.client.discovery.simple.reactive.SimpleReactiveDiscoveryProperties;

/** Each way to pick a node drives real requests; history has by node what the nodes themselves counted. */
class PickingIT {

    private static final int REQUESTS = 200;

    private final TestRedis redis = TestRedis.start();
    private final List<Upstream> nodes =
            Stream.of("c", "a", "b").map(Upstream::start).toList();
    private TestGateway gateway;

    @BeforeEach
    void startGateway() {
        List<String> properties = new ArrayList<>(service("order", nodes.toArray(Upstream[]::new)));
        for (String pick : List.of("default", "random", "round-robin", "weighted", "sticky")) {
            String rule = "tallygate.rules["
                    + properties.stream().filter(p -> p.contains("].id=")).count() + "].";
            properties.add(rule + "id=" + pick);
            properties.add(rule + "strategy=api");
            properties.add(rule + "match.path=/" + pick + "/**");
            properties.add(rule + "target.service=order");
            properties.add(rule + "target.pick=" + pick);
            if (pick.equals("sticky")) {
                properties.add(rule + "target.sticky-by.header=X-User");
            }
        }
        gateway = TestGateway.start(
                redis.port(),
                all(
                        properties,
                        "spring.cloud.discovery.client.simple.instances.order[0].metadata.weight=6",
                        "spring.cloud.discovery.client.simple.instances.order[2].metadata.weight=3",
                        // What a filter does to the request is not what the rule saw.
                        "spring.cloud.gateway.server.webflux.default-filters[0]=RemoveRequestHeader=X-User"));
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
        nodes.forEach(Upstream::close);
        redis.close();
    }

    /** Sends requests, and says how many each node got by its own count. */
    private Map<String, Long> send(String rule) {
        Map<String, Long> before = counted();
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(Client.status(gateway.url() + "/" + rule + "/x")).isEqualTo(200);
        }
        Map<String, Long> got = counted();
        got.replaceAll((node, requests) -> requests - before.getOrDefault(node, 0L));
        got.values().removeIf(requests -> requests == 0);
        return got;
    }

    private Map<String, Long> counted() {
        Map<String, Long> counted = new HashMap<>();
        nodes.forEach(node -> counted.put(node.name(), node.requests()));
        return counted;
    }

    private void assertHistory(String rule, Map<String, Long> got) {
        Map<String, Long> wanted = new HashMap<>(Map.of("success", (long) REQUESTS));
        got.forEach((node, requests) -> wanted.put("order/" + node, requests));
        eventually(() -> gateway.history().rule(rule), wanted);
    }

    @Test
    void picksByDefaultAsTheGatewayDoes() {
        Map<String, Long> got = send("default");

        assertThat(got).hasSize(3);
        assertHistory("default", got);
    }

    @Test
    void picksByChance() {
        Map<String, Long> got = send("random");

        // Six standard deviations around a third.
        assertThat(got)
                .hasSize(3)
                .allSatisfy((node, requests) -> assertThat(requests).isBetween(26L, 107L));
        assertHistory("random", got);
    }

    @Test
    void picksInTurn() {
        Map<String, Long> got = send("round-robin");

        assertThat(got.values())
                .hasSize(3)
                .allSatisfy(requests -> assertThat(requests).isBetween(66L, 67L));
        assertHistory("round-robin", got);
    }

    @Test
    void picksByWeight() {
        Map<String, Long> got = send("weighted");

        assertThat(got.get("a")).isCloseTo(REQUESTS / 10L, within(2L));
        assertThat(got.get("b")).isCloseTo(REQUESTS * 3L / 10, within(2L));
        assertThat(got.get("c")).isCloseTo(REQUESTS * 6L / 10, within(2L));
        assertHistory("weighted", got);
    }

    private String stickyNode(String user) {
        return Client.get(gateway.url() + "/sticky/x", "X-User", user).body().substring(0, 1);
    }

    @Test
    void sticksToANodeForAsLongAsItIsThere() {
        Map<String, String> before = new HashMap<>();
        for (int user = 0; user < 30; user++) {
            before.put("user-" + user, stickyNode("user-" + user));
        }
        assertThat(before.values()).contains("a", "b", "c");
        before.forEach((user, node) -> assertThat(stickyNode(user)).isEqualTo(node));

        SimpleReactiveDiscoveryProperties discovery =
                gateway.context().getBean(SimpleReactiveDiscoveryProperties.class);
        List<InstanceProperties> left = discovery.getInstances("order").stream()
                .filter(instance -> !"b".equals(instance.getInstanceId()))
                .toList();
        assertThat(left).hasSize(2);
        discovery.setInstances(Map.of("order", left));

        before.forEach((user, node) -> {
            if (node.equals("b")) {
                assertThat(stickyNode(user)).isIn("a", "c");
            } else {
                assertThat(stickyNode(user)).isEqualTo(node);
            }
        });
        Map<String, Long> wanted = new HashMap<>(Map.of("success", 90L));
        counted().forEach((node, requests) -> wanted.put("order/" + node, requests));
        eventually(() -> gateway.history().rule("sticky"), wanted);
    }

    @Test
    void leavesRequestsWithoutTheStickyValueToTheGateway() {
        Map<String, Long> got = send("sticky");

        assertThat(got).hasSize(3);
        assertHistory("sticky", got);
    }
}
