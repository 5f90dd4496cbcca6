package io.tallygate.gateway;

import static io.tallygate.gateway.AdminGateway.READ_WRITE;
import static io.tallygate.gateway.AdminGateway.WRITE;
import static io.tallygate.gateway.TestGateway.all;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages in browsers may do, and what comes with bodies. */
class OriginsIT {

    private static final String OPS = "https://ops.example.com";

    private static TestRedis redis;
    private static TestGateway closed;
    private static TestGateway open;

    @BeforeAll
    static void startGateways() {
        redis = TestRedis.start();
        closed = start(AdminGateway.ON_GATEWAY_PORT);
        open = start("tallygate.admin.cors.allowed-origins=" + OPS);
    }

    private static TestGateway start(String property) {
        return TestGateway.start(redis.port(), List.of(AdminGateway.Doors.class), all(READ_WRITE, property));
    }

    @AfterAll
    static void stopGateways() {
        closed.close();
        open.close();
        redis.close();
    }

    private static HttpResponse<String> call(TestGateway gateway, String method, String path, String... headers) {
        List<String> sent =
                all(List.of(headers), "Authorization", "Bearer " + WRITE, "Content-Type", "application/json");
        return Client.call(method, AdminGateway.api(gateway) + path, "", sent.toArray(new String[0]));
    }

    private static String access(HttpResponse<String> response, String name) {
        return response.headers().firstValue("Access-Control-" + name).orElse("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://127.0.0.1", "null", "http://[", "http://127.0.0.1.evil"})
    void letsNoPageOfAnotherOriginChangeAnything(String origin) {
        for (TestGateway gateway : List.of(closed, open)) {
            HttpResponse<String> response = call(gateway, "POST", "/door", "Origin", origin);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains("another origin").contains(origin);
            assertThat(access(response, "Allow-Origin")).isEqualTo("none");
        }
    }

    @Test
    void letsItsOwnPageChangeThings() {
        assertThat(call(closed, "POST", "/door", "Origin", closed.url()).statusCode())
                .isEqualTo(200);
        assertThat(call(closed, "POST", "/door", "Origin", closed.url(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
        for (String site : List.of("cross-site", "same-site")) {
            HttpResponse<String> response = call(closed, "POST", "/door", "Sec-Fetch-Site", site);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains("Sec-Fetch-Site");
        }
    }

    @Test
    void answersNoOtherOriginUnlessToldSo() {
        HttpResponse<String> reading = call(closed, "GET", "/room", "Origin", OPS);
        assertThat(reading.statusCode()).isEqualTo(200);
        assertThat(reading.headers().map().keySet()).noneMatch(name -> name.startsWith("Access-Control"));
        HttpResponse<String> asking = call(closed, "OPTIONS", "/door", asking(OPS, "POST"));
        assertThat(asking.statusCode()).isEqualTo(403);
        assertThat(asking.body()).contains("no page of this origin may call").contains(OPS);
    }

    @Test
    void answersThePagesItWasToldOf() {
        assertThat(access(call(open, "GET", "/room", "Origin", OPS), "Allow-Origin"))
                .isEqualTo(OPS);
        HttpResponse<String> changed = call(open, "PUT", "/door", "Origin", OPS, "Sec-Fetch-Site", "cross-site");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(access(changed, "Expose-Headers")).contains("ETag");
        HttpResponse<String> asking = Client.call("OPTIONS", AdminGateway.api(open) + "/door", "", asking(OPS, "PUT"));
        assertThat(asking.statusCode()).isEqualTo(200);
        assertThat(access(asking, "Allow-Origin")).isEqualTo(OPS);
        assertThat(access(asking, "Allow-Methods")).contains("PUT");
        assertThat(access(asking, "Allow-Headers")).isEqualTo("authorization, content-type, if-match");
        assertThat(access(asking, "Allow-Credentials")).isEqualTo("none");
        assertThat(Client.call("OPTIONS", AdminGateway.api(open) + "/door", "", asking("https://x.example", "PUT"))
                        .statusCode())
                .isEqualTo(403);
    }

    private static String[] asking(String origin, String method) {
        return new String[] {
            "Origin", origin,
            "Access-Control-Request-Method", method,
            "Access-Control-Request-Headers", "authorization,content-type,if-match"
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "nonsense",
                "application/yaml"
            })
    void takesOnlyJson(String type) {
        for (String method : List.of("POST", "PUT", "PATCH")) {
            HttpResponse<String> response = Client.call(
                    method,
                    AdminGateway.api(closed) + "/door",
                    "{}",
                    "Authorization",
                    "Bearer " + WRITE,
                    "Content-Type",
                    type);
            assertThat(response.statusCode()).isEqualTo(415);
            assertThat(response.body())
                    .contains("Content-Type must be application/json")
                    .contains(type);
        }
    }
}
