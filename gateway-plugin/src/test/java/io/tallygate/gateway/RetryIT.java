package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

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

    /** A host's own, which stands outside of counting. */
    @Configuration(proxyBeanMethods = false)
    static class FailingOver implements GlobalFilter, Ordered {

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
            return chain.filter(exchange).onErrorResume(e -> {
                ServerWebExchangeUtils.reset(exchange);
                return chain.filter(exchange);
            });
        }

        @Override
        public int getOrder() {
            return -10;
        }
    }

    @Test
    void countsWhatAFilterOutsideOfCountingTriesAgainByAttemptOnly() {
        try (ClosedPort closed = ClosedPort.take();
                TestRedis redis = TestRedis.start();
                Upstream node = Upstream.start("a");
                TestGateway gateway = TestGateway.start(
                        redis.port(),
                        List.of(FailingOver.class),
                        all(
                                service("order", node),
                                "spring.cloud.discovery.client.simple.instances.order[1].instance-id=gone",
                                "spring.cloud.discovery.client.simple.instances.order[1].uri=http://127.0.0.1:"
                                        + closed.number(),
                                "tallygate.rules[0].id=turns",
                                "tallygate.rules[0].strategy=api",
                                "tallygate.rules[0].match.path=/x",
                                "tallygate.rules[0].target.service=order",
                                "tallygate.rules[0].target.pick=round-robin"))) {
            assertThat(Client.status(gateway.url() + "/x")).isEqualTo(200);
            assertThat(Client.status(gateway.url() + "/x")).isEqualTo(200);
            assertThat(Client.status(gateway.url() + "/x")).isEqualTo(200);

            assertThat(node.requests()).isEqualTo(3);
            eventually(() -> gateway.history().node("order", "a"), Map.of("success", 3L));
            // The first of them may have met the node that is there.
            eventually(() -> gateway.history().rule("turns").getOrDefault("connect", 0L) >= 2, true);
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
