package io.tallygate.gateway;

import static io.tallygate.gateway.Editor.body;
import static io.tallygate.gateway.Editor.ok;
import static io.tallygate.gateway.Editor.rule;
import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.faults.store.RedisCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Dynamic rules on a Redis cluster: two gateways have nothing but other connection properties. */
class RulesOnClusterIT {

    private static int status(TestGateway gateway, String path) {
        return Client.status(gateway.url() + path);
    }

    @Test
    void createsImportsAndRollsBackForBoth() {
        try (RedisCluster cluster = RedisCluster.start();
                Upstream a = Upstream.start("a")) {
            List<String> properties = new ArrayList<>(service("order", a));
            properties.addAll(cluster.properties());
            try (TestGateway one = TestGateway.start(cluster.port(), properties);
                    TestGateway two = TestGateway.start(cluster.port(), properties)) {
                Editor editor = new Editor(one);
                editor.created(rule("single", "/single/**", "a"));
                eventually(() -> status(two, "/single/x"), 200);

                JsonNode taken = body(ok(editor.post("/rules:import", Editor.rules(0, 2000, "a")), 200));
                assertThat(taken.get("more").asBoolean()).isTrue();
                assertThat(status(one, "/r/1999")).isEqualTo(200);
                eventually(() -> status(two, "/r/1999"), 200);
                assertThat(status(two, "/single/x")).isEqualTo(200);

                Editor other = new Editor(two);
                long version = taken.get("version").asLong();
                ok(other.post("/changes/" + version + ":rollback", ""), 200);
                assertThat(status(two, "/r/1999")).isEqualTo(404);
                eventually(() -> status(one, "/r/1999"), 404);
                assertThat(status(one, "/single/x")).isEqualTo(200);
                assertThat(other.json("/changes?size=3")
                                .get("items")
                                .get(1)
                                .get("count")
                                .asInt())
                        .isEqualTo(2000);
            }
        }
    }
}
