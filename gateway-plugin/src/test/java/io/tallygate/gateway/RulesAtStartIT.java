package io.tallygate.gateway;

import static io.tallygate.gateway.Editor.ok;
import static io.tallygate.gateway.Editor.rule;
import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** A gateway that starts again has its dynamic rules in force before anybody can send it a request. */
class RulesAtStartIT {

    private static final int RULES = 2000;
    private static final AtomicInteger FIRST_STATUS = new AtomicInteger();

    /** Sends a request as soon as the port is open. */
    @Configuration(proxyBeanMethods = false)
    static class EagerClient {
        @EventListener
        void open(WebServerInitializedEvent event) {
            if (event.getApplicationContext().getServerNamespace() == null) {
                FIRST_STATUS.set(
                        Client.status("http://127.0.0.1:" + event.getWebServer().getPort() + "/" + (RULES - 1) + "/x"));
            }
        }
    }

    @Test
    void routesTheFirstRequestByARuleOfRedis() {
        try (TestRedis redis = TestRedis.start()) {
            try (TestGateway before = TestGateway.start(redis.port())) {
                String rules = IntStream.range(0, RULES)
                        .mapToObj(i -> rule("r" + i, "/" + i + "/**", "a"))
                        .collect(Collectors.joining(",", "{\"rules\":[", "]}"));
                ok(new Editor(before).post("/rules:import", rules), 200);
            }
            try (Upstream node = Upstream.start("a");
                    TestGateway again =
                            TestGateway.start(redis.port(), List.of(EagerClient.class), service("order", node))) {
                assertThat(FIRST_STATUS.get()).isEqualTo(200);
                eventually(() -> again.history().rule("r" + (RULES - 1)), Map.of("success", 1L, "order/a", 1L));
            }
        }
    }
}
