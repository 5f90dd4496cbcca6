package io.tallygate.gateway;

import static io.tallygate.gateway.AdminGateway.READ;
import static io.tallygate.gateway.AdminGateway.TOKENS;
import static io.tallygate.gateway.AdminGateway.bearer;
import static io.tallygate.gateway.TestGateway.all;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whoever sends too many wrong tokens has to wait. */
@ExtendWith(OutputCaptureExtension.class)
class FailedTokensIT {

    private static final String GUESS = "guessed-by-somebody";

    @Test
    void makesAnAddressWait(CapturedOutput output) {
        try (TestRedis redis = TestRedis.start();
                TestGateway gateway = TestGateway.start(
                        redis.port(),
                        all(TOKENS, AdminGateway.ON_GATEWAY_PORT, "tallygate.admin.failed-attempts.period=1h"))) {
            String rules = AdminGateway.api(gateway) + "/rules";
            for (int i = 0; i < 10; i++) {
                assertThat(Client.status(rules)).isEqualTo(401);
                // Nobody believes a client that says who he is.
                assertThat(Client.status(rules, and(GUESS, "X-Forwarded-For", "192.0.2." + i)))
                        .isEqualTo(401);
            }
            for (String token : new String[] {GUESS, READ}) {
                HttpResponse<String> response = Client.get(rules, bearer(token));
                assertThat(response.statusCode()).isEqualTo(429);
                assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0))
                        .isBetween(3000L, 3600L);
                assertThat(response.body()).contains("too many wrong tokens").doesNotContain(token);
            }
            assertThat(Client.status(AdminGateway.api(gateway) + "/access", bearer(READ)))
                    .isEqualTo(429);
            assertThat(Client.status(AdminGateway.api(gateway) + "/access")).isEqualTo(200);
        }
        assertThat(output.toString().lines().filter(line -> line.contains("rong token")))
                .hasSize(2)
                .allMatch(line -> line.contains("WARN") && line.contains("from 127.0.0.1"));
        assertThat(output).doesNotContain(GUESS).doesNotContain(READ);
    }

    private static String[] and(String token, String... more) {
        return all(List.of(bearer(token)), more).toArray(new String[0]);
    }
}
