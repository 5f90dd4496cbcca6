package io.tallygate.gateway;

import static io.tallygate.gateway.AdminGateway.READ;
import static io.tallygate.gateway.AdminGateway.READ_WRITE;
import static io.tallygate.gateway.AdminGateway.WRITE;
import static io.tallygate.gateway.AdminGateway.bearer;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The admin API behind a proxy that takes a prefix off, and under a base path of the gateway's own. */
class BehindAProxyIT {

    private static final String RULE = Editor.rule("new", "/new/**", "a");

    private TestRedis redis;
    private Upstream upstream;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        upstream = Upstream.start("a");
    }

    @AfterEach
    void stop() {
        upstream.close();
        redis.close();
    }

    private TestGateway gateway(String... properties) {
        return TestGateway.start(
                redis.port(),
                all(
                        all(service("order", upstream), READ_WRITE.toArray(new String[0])),
                        all(List.of(AdminGateway.ON_GATEWAY_PORT), properties).toArray(new String[0])));
    }

    private static String[] through(String client, String token, String... more) {
        return all(
                        List.of(
                                "X-Forwarded-For", client,
                                "X-Forwarded-Prefix", "/ops",
                                "X-Forwarded-Host", "ops.example",
                                "X-Forwarded-Proto", "https",
                                "Authorization", "Bearer " + token),
                        more)
                .toArray(new String[0]);
    }

    /** Where an answer leads whoever asked for a path. */
    private static String leadsTo(HttpResponse<String> response, String asked) {
        return URI.create(asked)
                .resolve(response.headers().firstValue("Location").orElseThrow())
                .toString();
    }

    @Test
    void leadsToWhereTheProxyIs() {
        try (TestGateway gateway = gateway("server.forward-headers-strategy=framework")) {
            HttpResponse<String> page = Client.get(gateway.url() + "/tallygate", through("192.0.2.1", READ));
            assertThat(page.statusCode()).isEqualTo(308);
            assertThat(leadsTo(page, "https://ops.example/ops/tallygate"))
                    .isEqualTo("https://ops.example/ops/tallygate/");
            String rules = AdminGateway.api(gateway) + "/rules";
            HttpResponse<String> created = Client.call(
                    "POST",
                    rules,
                    RULE,
                    through("192.0.2.1", WRITE, "Content-Type", "application/json", "Origin", "https://ops.example"));
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            assertThat(leadsTo(created, "https://ops.example/ops/tallygate/api/rules"))
                    .isEqualTo("https://ops.example/ops/tallygate/api/rules/new");
            assertThat(Client.status(gateway.url() + "/%74allygate/api/rules", through("192.0.2.1", READ)))
                    .isEqualTo(404);
        }
    }

    @Test
    void makesTheClientWaitThatGuessedAndNotTheProxy() {
        try (TestGateway gateway = gateway("server.forward-headers-strategy=framework")) {
            String rules = AdminGateway.api(gateway) + "/rules";
            for (int i = 0; i < 10; i++) {
                assertThat(Client.status(rules, through("192.0.2.1", "guessed")))
                        .isEqualTo(401);
            }
            assertThat(Client.status(rules, through("192.0.2.1", READ))).isEqualTo(429);
            assertThat(Client.status(rules, through("192.0.2.2", READ))).isEqualTo(200);
            assertThat(Client.status(rules, bearer(READ))).isEqualTo(200);
        }
    }

    @Test
    void isUnderTheGatewaysOwnBasePath() {
        try (TestGateway gateway = gateway(
                "spring.webflux.base-path=/edge",
                "tallygate.rules[0].id=all",
                "tallygate.rules[0].strategy=api",
                "tallygate.rules[0].match.path=/**",
                "tallygate.rules[0].target.service=order")) {
            String edge = gateway.url() + "/edge";
            HttpResponse<String> page = Client.get(edge + "/tallygate");
            assertThat(page.statusCode()).as(page.body()).isEqualTo(308);
            assertThat(leadsTo(page, edge + "/tallygate")).isEqualTo(edge + "/tallygate/");
            assertThat(Client.status(edge + "/tallygate/")).isEqualTo(200);
            String rules = edge + "/tallygate/api/rules";
            assertThat(Client.status(rules)).isEqualTo(401);
            assertThat(Client.status(rules, bearer(READ))).isEqualTo(200);
            HttpResponse<String> created = Client.call(
                    "POST",
                    rules,
                    RULE,
                    all(List.of(bearer(WRITE)), "Content-Type", "application/json")
                            .toArray(new String[0]));
            assertThat(leadsTo(created, rules)).isEqualTo(rules + "/new");
            assertThat(Client.status(rules + "/new", bearer(READ))).isEqualTo(200);
            assertThat(Client.status(edge + "//tallygate/api/rules", bearer(READ)))
                    .isEqualTo(404);
            assertThat(upstream.requests()).isZero();
            assertThat(Client.get(edge + "/order/1").body()).startsWith("a");
        }
    }
}
