package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.io.IOException;
import java.io.Serial;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Filters of the user's own that end requests in their ways: what the client gets is what is counted. */
class UserFiltersIT {

    private static final List<String> RULES = List.of("refused", "aborted", "uncommitted", "upload");

    private static TestRedis redis;
    private static Upstream node;
    private static TestGateway gateway;

    @ResponseStatus(HttpStatus.BAD_REQUEST)
    private static final class RefusedException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;
    }

    private record OrderedFilter(int order, GatewayFilter filter) implements GlobalFilter, Ordered {
        @Override
        public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
            return filter.filter(exchange, chain);
        }

        @Override
        public int getOrder() {
            return order;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Filters {
        @Bean
        GlobalFilter outside() {
            return new OrderedFilter(0, (exchange, chain) -> switch (exchange.getRequest()
                    .getPath()
                    .value()) {
                case "/refused/x" -> Mono.error(new RefusedException());
                case "/uncommitted/x" -> {
                    exchange.getResponse()
                            .beforeCommit(() -> Mono.delay(Duration.ofMillis(50))
                                    .then(Mono.error(new IllegalStateException("no session store"))));
                    yield chain.filter(exchange);
                }
                default -> chain.filter(exchange);
            });
        }

        /** In the place of the gateway's client, whose pooled connection has just been closed by the node. */
        @Bean
        GlobalFilter inside() {
            return new OrderedFilter(
                    20_000,
                    (exchange, chain) -> exchange.getRequest().getPath().value().equals("/gone")
                            ? Mono.error(AbortedException.beforeSend())
                            : chain.filter(exchange));
        }
    }

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        node = Upstream.start("a");
        List<String> properties = new ArrayList<>(service("order", node));
        properties.addAll(service("files", node));
        for (int i = 0; i < RULES.size(); i++) {
            String rule = "tallygate.rules[" + i + "].";
            properties.add(rule + "id=" + RULES.get(i));
            properties.add(rule + "strategy=api");
            properties.add(rule + "match.path=/" + RULES.get(i) + "/**");
            properties.add(rule + "target.service=" + (RULES.get(i).equals("upload") ? "files" : "order"));
            properties.add(rule + "rewrite.strip-prefix=1");
        }
        gateway = TestGateway.start(redis.port(), List.of(Filters.class), properties);
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
        node.close();
        redis.close();
    }

    @Test
    void countsAnAnnotatedRefusalAsWhatItIsAnsweredWith() {
        assertThat(Client.status(gateway.url() + "/refused/x")).isEqualTo(400);
        eventually(() -> gateway.history().rule("refused"), Map.of("success", 1L, "order/-", 1L));
    }

    @Test
    void countsAConnectionThatTheNodeHasClosedAsReset() {
        assertThat(Client.status(gateway.url() + "/aborted/gone")).isEqualTo(500);
        eventually(() -> gateway.history().rule("aborted"), Map.of("failure", 1L, "reset", 1L, "order/a", 1L));
    }

    @Test
    void countsAnUploadThatTheClientGivesUpAsCancelled() throws IOException {
        long before = node.requests();
        try (Socket client = Client.open(gateway.port(), "POST", "/upload/hang", "Content-Length: 100000", "", "")) {
            client.getOutputStream().write('x');
            Awaitility.await().until(() -> node.requests() > before);
        }
        eventually(() -> gateway.history().rule("upload"), Map.of("cancelled", 1L, "files/a", 1L));
        eventually(() -> gateway.history().node("files", "a"), Map.of("cancelled", 1L));
    }

    @Test
    void countsAnAnswerThatCannotBeCommittedAsFailure() {
        assertThat(Client.status(gateway.url() + "/uncommitted/x")).isEqualTo(500);
        eventually(() -> gateway.history().rule("uncommitted"), Map.of("failure", 1L, "gateway", 1L, "order/a", 1L));
    }
}
