package io.tallygate.gateway;

import static io.tallygate.gateway.AdminGateway.READ;
import static io.tallygate.gateway.AdminGateway.READ_WRITE;
import static io.tallygate.gateway.AdminGateway.WRITE;
import static io.tallygate.gateway.AdminGateway.bearer;
import static io.tallygate.gateway.TestGateway.all;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tokens open, on both ports. */
class AccessIT {

    private static final String PATIENT = "tallygate.admin.failed-attempts.max=1000000";
    private static final String JSON = "application/json";

    private static TestRedis redis;
    private static TestGateway own;
    private static TestGateway managed;

    /** One with the admin API on its own port, one with a management port; each with calls of the test's own. */
    @BeforeAll
    static void startGateways() {
        redis = TestRedis.start();
        own = doors(AdminGateway.ON_GATEWAY_PORT);
        managed = doors();
    }

    @AfterAll
    static void stopGateways() {
        own.close();
        managed.close();
        redis.close();
    }

    @Test
    void letsChangeOnlyWithTheTokenForWriting() {
        for (TestGateway gateway : List.of(own, managed)) {
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                String url = AdminGateway.api(gateway) + "/door";
                assertThat(change(method, url).statusCode()).isEqualTo(401);
                assertThat(change(method, url, bearer("wrong")).statusCode()).isEqualTo(401);
                HttpResponse<String> reading = change(method, url, bearer(READ));
                assertThat(reading.statusCode()).isEqualTo(403);
                assertThat(reading.body()).contains("changing needs the token for writing");
                assertThat(change(method, url, bearer(WRITE)).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void readsTheTokenFromOneHeaderOnly() {
        String room = AdminGateway.api(own) + "/room";
        assertThat(Client.status(room, bearer(WRITE))).isEqualTo(200);
        assertThat(Client.status(room, "authorization", "bearer " + READ)).isEqualTo(200);
        assertThat(Client.status(room, and(bearer(READ), bearer(READ)))).isEqualTo(401);
        assertThat(Client.status(room + "?access_token=" + READ)).isEqualTo(401);
        assertThat(Client.status(room, "Authorization", "Basic " + READ)).isEqualTo(401);
        assertThat(Client.status(room, "Cookie", "token=" + READ)).isEqualTo(401);
    }

    private static HttpResponse<String> change(String method, String url, String... headers) {
        return Client.call(method, url, "{}", and(headers, "Content-Type", JSON));
    }

    private static String[] and(String[] headers, String... more) {
        return all(List.of(headers), more).toArray(new String[0]);
    }

    @Test
    void saysWhatItsCallerMayDo() {
        assertThat(access(own).body())
                .isEqualTo("{\"read\":false,\"change\":false,\"mode\":\"read-write\",\"scheme\":\"none\"}");
        assertThat(access(own, bearer(READ)).body())
                .isEqualTo("{\"read\":true,\"change\":false,\"mode\":\"read-write\",\"scheme\":\"bearer\"}");
        assertThat(access(own, bearer(WRITE)).body())
                .isEqualTo("{\"read\":true,\"change\":true,\"mode\":\"read-write\",\"scheme\":\"bearer\"}");
        assertThat(access(own, bearer("wrong")).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> access(TestGateway gateway, String... headers) {
        return Client.get(AdminGateway.api(gateway) + "/access", headers);
    }

    @Test
    void knowsWhoMakesAChange() {
        String url = AdminGateway.api(own) + "/door";
        assertThat(change("POST", url, bearer(WRITE)).body()).contains("\"by\":\"token\"");
        assertThat(change("POST", url, and(bearer(WRITE), "X-Tallygate-By", " anna "))
                        .body())
                .contains("\"by\":\"token (anna)\"");
        assertThat(change("POST", url, and(bearer(WRITE), "X-Tallygate-By", "%E5%BC%A0%E4%BC%9F%20(ops)"))
                        .body())
                .contains("\"by\":\"token (张伟 (ops))\"");
        assertThat(change("POST", url, and(bearer(WRITE), "X-Tallygate-By", "%E5%BC%A0".repeat(64)))
                        .statusCode())
                .isEqualTo(200);
        for (String name : List.of("a".repeat(65), "a\tb", "%E5%BC%A0".repeat(65), "a%0Ab", "100%", "%FF", "%20")) {
            HttpResponse<String> response = change("POST", url, and(bearer(WRITE), "X-Tallygate-By", name));
            assertThat(response.statusCode()).as(name).isEqualTo(400);
            assertThat(response.body()).contains("X-Tallygate-By must be 1 to 64 printable characters");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /room, 200",
        "GET, /room?x=/y, 200",
        "GET, /nothing, 404",
        "GET, '', 404",
        "POST, /room, 405",
        "OPTIONS, /room, 405",
        "POST, /door, 415"
    })
    void guardsEveryAnswer(String method, String path, int status) {
        for (TestGateway gateway : List.of(own, managed)) {
            String url = AdminGateway.api(gateway) + path;
            HttpResponse<String> response = Client.call(method, url, "", bearer(WRITE));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            isGuarded(response);
            isGuarded(Client.call(method, url, ""));
        }
    }

    private static void isGuarded(HttpResponse<String> response) {
        Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY",
                        "Referrer-Policy", "no-referrer",
                        "Cross-Origin-Resource-Policy", "same-origin",
                        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
                        "Cache-Control", "no-store")
                .forEach((name, value) -> assertThat(response.headers().allValues(name))
                        .as("%s of %s", name, response)
                        .containsExactly(value));
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("Access-Control-"));
    }

    private static TestGateway doors(String... properties) {
        return TestGateway.start(
                redis.port(), List.of(AdminGateway.Doors.class), all(all(READ_WRITE, PATIENT), properties));
    }
}
