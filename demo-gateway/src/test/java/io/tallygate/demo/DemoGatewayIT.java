package io.tallygate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/** The demo as a newcomer starts it, but on free ports. */
@ExtendWith(OutputCaptureExtension.class)
class DemoGatewayIT {

    @Test
    void showsHitsOfEveryStrategyWithinHalfAMinute(CapturedOutput output) {
        try (ConfigurableApplicationContext demo = start("--demo.traffic-per-second=50")) {
            assertThat(output)
                    .contains("Tallygate demo is up", "curl -H 'X-Canary: beta'", "/tallygate/\n")
                    .contains(demo.getEnvironment().getRequiredProperty("tallygate.admin.tokens.write"));
            assertThat(page(demo)).contains("<tg-app>");
            for (String strategy : List.of("api", "param", "cookie", "header", "body", "route")) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(hits(demo, strategy)).isPositive());
            }
        }
    }

    @Test
    void sendsNoTrafficWhereNoneIsWanted() {
        try (ConfigurableApplicationContext demo = start("--demo.traffic-per-second=0")) {
            assertThat(demo.getBean(Traffic.class).isRunning()).isFalse();
        }
    }

    private static ConfigurableApplicationContext start(String traffic) {
        SpringApplication gateway = DemoGateway.application();
        return gateway.run("--server.port=0", "--management.server.port=0", traffic);
    }

    private static @Nullable String page(ConfigurableApplicationContext demo) {
        String port = demo.getEnvironment().getRequiredProperty("local.management.port");
        return WebClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/tallygate/")
                .retrieve()
                .bodyToMono(String.class)
                .block(Duration.ofSeconds(10));
    }

    private static long hits(ConfigurableApplicationContext demo, String strategy) {
        String port = demo.getEnvironment().getRequiredProperty("local.management.port");
        String overview = WebClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/tallygate/api/overview")
                .retrieve()
                .bodyToMono(String.class)
                .block(Duration.ofSeconds(10));
        return JsonPath.<Integer>read(overview, "$.today.byStrategy." + strategy + ".success");
    }
}
