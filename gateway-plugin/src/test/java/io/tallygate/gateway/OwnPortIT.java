package io.tallygate.gateway;

import static io.tallygate.gateway.AdminGateway.READ;
import static io.tallygate.gateway.AdminGateway.TOKENS;
import static io.tallygate.gateway.AdminGateway.bearer;
import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.SameHour;
import io.tallygate.TestRedis;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The admin API on the port of a gateway whose rules and routes would take everything, and come first. */
class OwnPortIT {

    private static final String WEB = "spring.cloud.gateway.server.webflux.";

    private static TestRedis redis;
    private static Upstream node;
    private static TestGateway gateway;
    private static String api;

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        node = Upstream.start("a");
        gateway = TestGateway.start(
                redis.port(),
                all(
                        all(service("order", node), TOKENS.toArray(new String[0])),
                        AdminGateway.ON_GATEWAY_PORT,
                        WEB + "handler-mapping.order=-100",
                        WEB + "routes[0].id=all",
                        WEB + "routes[0].uri=lb://order",
                        WEB + "routes[0].predicates[0]=Path=/**",
                        "tallygate.rules[0].id=everything",
                        "tallygate.rules[0].strategy=api",
                        "tallygate.rules[0].match.path=/**",
                        "tallygate.rules[0].target.service=order",
                        "tallygate.rules[1].id=bodies",
                        "tallygate.rules[1].strategy=body",
                        "tallygate.rules[1].match.mode=contains",
                        "tallygate.rules[1].match.value=x",
                        "tallygate.rules[1].target.service=order"));
        api = AdminGateway.api(gateway);
        SameHour.begin();
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
        node.close();
        redis.close();
    }

    @Test
    void reachesNoRouteHoweverItIsWritten() {
        long before = node.requests();
        for (String path : List.of(
                "/tallygate/api/rules",
                "/tallygate/api/rules?x=/public",
                "/tallygate/api/rules/",
                "/tallygate/api/../api/rules",
                "/tallygate/api/rules;x=1",
                "/tallygate/api/%2e%2e/api/rules",
                "/tallygate/api/RULES",
                "/tallygate/api?/public",
                "/tallygate/api#/public")) {
            assertThat(Client.status(gateway.url() + path)).as(path).isEqualTo(401);
        }
        for (String path : List.of(
                "//tallygate/api/rules",
                "/TallyGate/api/rules",
                "/tallygate;x=1/api/rules",
                "/public/../tallygate/api/rules",
                "/%2e/tallygate/api/rules",
                "/%74allygate/api/rules",
                "/tallygate%2Fapi/rules",
                "/tallygate/nothing",
                "/tallygate/..;/tallygate/api/rules")) {
            assertThat(Client.status(gateway.url() + path, bearer(READ)))
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(node.requests()).isEqualTo(before);
    }

    @Test
    void isNoTraffic() {
        long before = node.requests();
        assertThat(Client.status(gateway.url() + "/public")).isEqualTo(200);
        assertThat(Client.status(gateway.url() + "/public/tallygate/api")).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            assertThat(Client.status(api + "/overview", bearer(READ))).isEqualTo(200);
            assertThat(Client.status(gateway.url() + "//tallygate/api")).isEqualTo(404);
            assertThat(Client.status(api + "/overview")).isEqualTo(401);
        }
        assertThat(node.requests()).isEqualTo(before + 2);
        eventually(() -> overview().at("/today/success").asLong(), 2L);
        assertThat(overview().at("/today/failure").asLong()).isZero();
        assertThat(overview().at("/unmatched/today").asLong()).isZero();
    }

    private static JsonNode overview() {
        return new JsonMapper()
                .readTree(Client.get(api + "/overview", bearer(READ)).body());
    }

    @Test
    void leavesTooMuchToTheServer() {
        long before = node.requests();
        assertThat(Client.status(api + "/rules?q=" + "x".repeat(5000), bearer(READ)))
                .isEqualTo(414);
        assertThat(Client.status(api + "/rules", "X-Long", "x".repeat(9000))).isEqualTo(431);
        assertThat(node.requests()).isEqualTo(before);
    }
}
