package io.tallygate.gateway;

import static io.tallygate.gateway.AdminGateway.READ;
import static io.tallygate.gateway.AdminGateway.READ_WRITE;
import static io.tallygate.gateway.AdminGateway.WRITE;
import static io.tallygate.gateway.AdminGateway.bearer;
import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.io.File;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A gateway whose host has no Actuator: the admin API is on the gateway's port, or nowhere. */
class WithoutActuatorIT {

    private static final Pattern ACTUATOR = Pattern.compile("spring-boot-(starter-)?(actuator|health|micrometer)");

    @Test
    void countsAndIsReadAndChanged() {
        try (TestRedis redis = TestRedis.start();
                Upstream upstream = Upstream.start("a");
                GatewayProcess gateway = start(redis, upstream, "management.server.port=")) {
            assertThat(gateway.managementUrl()).isEqualTo(gateway.url());
            assertThat(Client.status(gateway.url() + "/actuator")).isEqualTo(404);
            String rules = gateway.history().url("/rules");
            assertThat(Client.status(rules)).isEqualTo(401);
            String[] json = {"Authorization", "Bearer " + WRITE, "Content-Type", "application/json"};
            assertThat(Client.call("POST", rules, Editor.rule("new", "/new/**", "a"), json)
                            .statusCode())
                    .isEqualTo(201);
            eventually(() -> Client.status(gateway.url() + "/new/1"), 200);
            eventually(
                    () -> Client.get(rules + "/new/hits", bearer(READ)).body().contains("\"success\":1"), true);
            assertThat(Client.status(gateway.url() + "/tallygate/")).isEqualTo(200);
        }
    }

    @Test
    void isNotServedWhereAPortWasWantedForItThatNobodyOpens() {
        try (TestRedis redis = TestRedis.start();
                Upstream upstream = Upstream.start("a");
                GatewayProcess gateway = start(redis, upstream, "management.server.port=18998")) {
            assertThat(gateway.output())
                    .contains("The admin API is not served: management.server.port is \"18998\"")
                    .contains("spring-boot-starter-actuator");
            assertThat(Client.status(gateway.url() + "/tallygate/")).isEqualTo(404);
            assertThat(Client.status(gateway.history().url("/rules"), bearer(READ)))
                    .isEqualTo(404);
        }
    }

    private static GatewayProcess start(TestRedis redis, Upstream upstream, String managementPort) {
        return GatewayProcess.start(
                List.of(),
                withoutActuator(),
                redis.port(),
                all(service("order", upstream), all(READ_WRITE, managementPort).toArray(new String[0])));
    }

    private static String withoutActuator() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !ACTUATOR.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
