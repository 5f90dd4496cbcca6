package io.tallygate.gateway;

import static io.tallygate.gateway.AdminGateway.READ;
import static io.tallygate.gateway.AdminGateway.READ_WRITE;
import static io.tallygate.gateway.AdminGateway.TOKENS;
import static io.tallygate.gateway.AdminGateway.WRITE;
import static io.tallygate.gateway.AdminGateway.bearer;
import static io.tallygate.gateway.TestGateway.all;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import io.tallygate.admin.AdminApi;
import io.tallygate.admin.call.CallTable.Call;
import io.tallygate.admin.call.CallTable.Kind;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

/** Who may make which call, as the gateway is configured. */
@ExtendWith(OutputCaptureExtension.class)
class AccessWaysIT {

    private static final String PATIENT = "tallygate.admin.failed-attempts.max=1000000";

    private static TestRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0"})
    void asksEveryCallForAToken(String managementPort, CapturedOutput output) {
        try (TestGateway gateway = start("management.server.port=" + managementPort)) {
            List<Call> calls = gateway.context().getBean(AdminApi.class).calls();
            assertThat(calls).hasSizeGreaterThan(10);
            for (Call call : calls) {
                asksForAToken(gateway, call);
            }
        }
        assertThat(output).doesNotContain(READ).doesNotContain(WRITE);
    }

    @Test
    void holdsForAChangeWhateverIsNoGetExceptTheDryRun() {
        try (TestGateway gateway = start()) {
            List<Call> calls = gateway.context().getBean(AdminApi.class).calls();
            assertThat(calls)
                    .filteredOn(call -> (call.kind() == Kind.CHANGE) == HttpMethod.GET.equals(call.method()))
                    .extracting(call -> call.path().getPatternString())
                    .containsExactly("/rules:match");
            assertThat(calls)
                    .filteredOn(call -> call.kind() == Kind.OPEN)
                    .extracting(call -> call.path().getPatternString())
                    .containsExactly("/access");
        }
    }

    private static void asksForAToken(TestGateway gateway, Call call) {
        int open = call.kind() == Kind.OPEN ? 200 : 401;
        assertThat(call(gateway, call).statusCode())
                .as("%s without a token", call)
                .isEqualTo(open);
        for (String wrong : List.of("wrong", READ + "x", READ.substring(1), "", READ + " " + WRITE)) {
            HttpResponse<String> response = call(gateway, call, "Authorization", "Bearer " + wrong + ".");
            assertThat(response.statusCode()).as("%s with \"%s\"", call, wrong).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(response.body()).doesNotContain(READ).doesNotContain(WRITE);
        }
        int reading = Client.answered(call.method().name(), url(gateway, call), bearer(READ));
        if (call.kind() == Kind.CHANGE) {
            assertThat(reading).as("%s with the token for reading", call).isEqualTo(403);
        } else {
            assertThat(reading).as("%s with the token for reading", call).isNotIn(401, 403, 429);
        }
    }

    private static HttpResponse<String> call(TestGateway gateway, Call call, String... headers) {
        return Client.call(call.method().name(), url(gateway, call), "", headers);
    }

    private static String url(TestGateway gateway, Call call) {
        return AdminGateway.api(gateway) + call.path().getPatternString().replaceAll("\\{[^}]*}", "x");
    }

    @Test
    void isReadByAnyoneOnAManagementPort() {
        try (TestGateway gateway = TestGateway.start(redis.port(), "tallygate.admin.access=read-only")) {
            assertThat(gateway.history().get("/rules").statusCode()).isEqualTo(200);
            assertThat(Client.get(AdminGateway.api(gateway) + "/access").body())
                    .isEqualTo("{\"read\":true,\"change\":false,\"mode\":\"read-only\",\"scheme\":\"none\"}");
            assertThat(Client.status(gateway.url() + "/tallygate/api/rules")).isEqualTo(404);
        }
    }

    @Test
    void changesNothingUnlessItIsToldSo() {
        try (TestGateway gateway = TestGateway.start(redis.port(), List.of(AdminGateway.Doors.class), TOKENS)) {
            for (String token : List.of(READ, WRITE)) {
                HttpResponse<String> response = change(AdminGateway.api(gateway) + "/door", bearer(token));
                assertThat(response.statusCode()).isEqualTo(403);
                assertThat(response.body()).contains("tallygate.admin.access is \\\"read-only\\\"");
            }
        }
    }

    @Test
    void needsATokenForWritingWhereReadingNeedsNone() {
        List<String> properties = List.of("tallygate.admin.tokens.write=" + WRITE, "tallygate.admin.access=read-write");
        try (TestGateway gateway = TestGateway.start(redis.port(), List.of(AdminGateway.Doors.class), properties)) {
            String api = AdminGateway.api(gateway);
            assertThat(Client.status(api + "/room")).isEqualTo(200);
            assertThat(change(api + "/door").statusCode()).isEqualTo(401);
            assertThat(change(api + "/door", bearer(WRITE)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void showsNoTokenInActuator() {
        try (TestGateway gateway = start(
                "management.endpoints.web.exposure.include=env,configprops,beans",
                "management.endpoint.env.show-values=always",
                "management.endpoint.configprops.show-values=always",
                "copied=copy-of-${tallygate.admin.tokens.read}")) {
            String actuator = AdminGateway.api(gateway).replace("/tallygate/api", "/actuator");
            for (String endpoint : List.of("/env", "/configprops", "/env/tallygate.admin.tokens.read", "/env/copied")) {
                HttpResponse<String> response = Client.get(actuator + endpoint);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body())
                        .contains("******")
                        .doesNotContain(READ)
                        .doesNotContain(WRITE);
            }
            assertThat(Client.get(actuator + "/env/tallygate.window").body()).contains("1s");
        }
    }

    private static TestGateway start(String... properties) {
        return TestGateway.start(redis.port(), all(all(READ_WRITE, PATIENT), properties));
    }

    private static HttpResponse<String> change(String url, String... headers) {
        return Client.call(
                "POST",
                url,
                "{}",
                all(List.of(headers), "Content-Type", "application/json").toArray(new String[0]));
    }
}
