package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A user's own route around the rules, with a retry: one hit for the request, one for each attempt. */
class RetryIT {

    @Test
    void countsARetriedRequestOnceAndEachOfItsAttempts() {
        try (TestRedis redis = TestRedis.start();
                Upstream node = Upstream.start("a");
                TestGateway gateway = TestGateway.start(
                        redis.port(),
                        all(
                                service("order", node),
                                "spring.cloud.gateway.server.webflux.routes[0].id=retried",
                                "spring.cloud.gateway.server.webflux.routes[0].uri=lb://order",
                                "spring.cloud.gateway.server.webflux.routes[0].predicates[0]=BalancingRule=api",
                                "spring.cloud.gateway.server.webflux.routes[0].filters[0].name=Retry",
                                "spring.cloud.gateway.server.webflux.routes[0].filters[0].args.retries=2",
                                "spring.cloud.gateway.server.webflux.routes[0].filters[0].args.statuses=SERVICE_UNAVAILABLE",
                                "tallygate.rules[0].id=flaky",
                                "tallygate.rules[0].strategy=api",
                                "tallygate.rules[0].match.path=/status/**",
                                "tallygate.rules[0].target.service=order",
                                "tallygate.rules[0].target.node=a"))) {
            assertThat(Client.status(gateway.url() + "/status/503")).isEqualTo(503);

            assertThat(node.requests()).isEqualTo(3);
            eventually(() -> gateway.history().rule("flaky"), Map.of("failure", 1L, "status", 1L, "order/a", 1L));
            eventually(() -> gateway.history().node("order", "a"), Map.of("failure", 3L, "status", 3L));
        }
    }

    @Test
    void sendsABodyThatWasReadAgain() {
        String route = "spring.cloud.gateway.server.webflux.routes[0].";
        try (TestRedis redis = TestRedis.start();
                Upstream node = Upstream.start("a");
                TestGateway gateway = TestGateway.start(
                        redis.port(),
                        all(
                                service("order", node),
                                route + "id=retried",
                                route + "uri=lb://order",
                                route + "predicates[0]=BalancingRule=body",
                                route + "filters[0].name=Retry",
                                route + "filters[0].args.retries=1",
                                route + "filters[0].args.methods=POST",
                                "tallygate.rules[0].id=gold",
                                "tallygate.rules[0].strategy=body",
                                "tallygate.rules[0].match.mode=contains",
                                "tallygate.rules[0].match.value=gold",
                                "tallygate.rules[0].target.service=order"))) {
            node.failingEvery(2);
            for (int i = 0; i < 2; i++) {
                assertThat(Client.post(
                                        gateway.url() + "/echo",
                                        BodyPublishers.ofString("gold"),
                                        "Content-Type",
                                        "text/plain")
                                .body())
                        .isEqualTo("gold");
            }
            assertThat(node.failed()).isEqualTo(1);
            assertThat(node.requests()).isEqualTo(3);
        }
    }
}
