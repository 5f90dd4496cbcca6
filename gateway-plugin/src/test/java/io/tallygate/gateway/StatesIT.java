package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Which windows are whole, and who counted in them, as an operator sees it. */
class StatesIT {

    private static final long WINDOW = 2;

    private static TestRedis redis;
    private static Upstream node;
    private static TestGateway reader;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        node = Upstream.start("a");
        reader = TestGateway.start(redis.port(), properties("reader"));
    }

    @AfterAll
    static void stop() {
        reader.close();
        node.close();
        redis.close();
    }

    private static List<String> properties(String name) {
        return all(
                service("order", node),
                "tallygate.instance-name=" + name,
                "tallygate.window=" + WINDOW + "s",
                "tallygate.rules[0].id=plain",
                "tallygate.rules[0].strategy=api",
                "tallygate.rules[0].match.path=/**",
                "tallygate.rules[0].target.service=order");
    }

    private static JsonNode instance(String name) {
        return reader.history()
                .json("/instances")
                .get("items")
                .valueStream()
                .filter(instance -> instance.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How many hits of rules and nodes of an instance have arrived; none if it has not been heard of. */
    private static long acknowledged(String name) {
        return reader.history()
                .json("/instances")
                .get("items")
                .valueStream()
                .filter(instance -> instance.get("name").asString().equals(name))
                .mapToLong(instance -> instance.at("/figures/acknowledged").asLong())
                .sum();
    }

    private static Instant instant(JsonNode of, String field) {
        return Instant.parse(of.get(field).asString());
    }

    private static Instant windowOf(Instant instant) {
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), WINDOW) * WINDOW);
    }

    private static List<JsonNode> runs(String path, String state) {
        return reader.history()
                .json(path)
                .get("windows")
                .valueStream()
                .filter(run -> run.get("state").asString().equals(state))
                .toList();
    }

    @Test
    void leavesTheWindowsOfAKilledInstancePartialWithItsName() {
        try (GatewayProcess killed = GatewayProcess.start(List.of(), redis.port(), properties("killed"))) {
            assertThat(Client.status(killed.url() + "/x")).isEqualTo(200);
            eventually(() -> acknowledged("killed"), 2L);
            assertThat(instance("killed").get("state").asString()).isEqualTo("counting");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> instance("killed").get("state").asString().equals("presumed-dead"));
        JsonNode killed = instance("killed");
        assertThat(killed.has("lagMillis")).isFalse();
        JsonNode all = reader.history().json("/instances").get("items");
        assertThat(all.get(0).get("state").asString()).isEqualTo("counting");
        assertThat(all.get(all.size() - 1)).isEqualTo(instance("killed"));
        Instant first = windowOf(instant(killed, "acknowledgedBefore"));
        Instant end = windowOf(instant(killed, "lastReport")).plusSeconds(WINDOW * 4);
        String missing = "missing=[\"killed\"]";

        for (String path : List.of("/windows", "/rules/plain/hits")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(runs(path, "partial"))
                            .as(path)
                            .extracting(run -> run.get("from").asString() + " "
                                    + run.get("to").asString() + " missing=" + run.get("missing"))
                            .containsExactly(first + " " + end + " " + missing));
        }
        JsonNode hour = reader.history().json("/windows?step=hour").get("windows");
        assertThat(hour.get(hour.size() - 1).get("state").asString()).isEqualTo("open");
    }

    @Test
    void leavesCompleteWindowsWhereAnInstanceStops() throws InterruptedException {
        try (GatewayProcess stopped = GatewayProcess.start(List.of(), redis.port(), properties("stopped"))) {
            assertThat(Client.status(stopped.url() + "/x")).isEqualTo(200);
            stopped.process().stop();
        }
        JsonNode stopped = instance("stopped");
        assertThat(stopped.get("state").asString()).isEqualTo("left");
        assertThat(stopped.get("difference").asLong()).isZero();
        assertThat(acknowledged("stopped")).isEqualTo(2);
        String since = windowOf(instant(stopped, "since")).toString();
        String left =
                windowOf(instant(stopped, "lastReport")).plusSeconds(WINDOW).toString();
        String path = "/windows?from=" + since + "&to=" + left;

        // Another test's killed instance may be missing in the same windows; this one never is.
        eventually(() -> runs(path, "open").size(), 0);
        assertThat(runs(path, "partial"))
                .noneMatch(run -> run.get("missing").toString().contains("stopped"));
        assertThat(runs(path, "absent")).isEmpty();
    }

    @Test
    void showsNoWindowBeforeAnybodyCounted() {
        Instant since = windowOf(instant(instance("reader"), "since"));
        JsonNode first = reader.history().json("/windows").get("windows").get(0);
        assertThat(first.get("state").asString()).isEqualTo("absent");
        assertThat(first.get("to").asString()).isEqualTo(since.toString());
    }

    @Test
    void listsInstancesInPages() {
        JsonNode page = reader.history().json("/instances?page=0&size=1");
        assertThat(page.get("items")).hasSize(1);
        assertThat(page.get("total").asInt()).isGreaterThanOrEqualTo(1);
        JsonNode instance = instance("reader");
        assertThat(instance.get("state").asString()).isEqualTo("counting");
        assertThat(instance.get("difference").asLong()).isZero();
        assertThat(instance.get("lagMillis").asLong()).isBetween(0L, 60_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "/windows?from=yesterday, 'from must be an instant from 1970 to 2200 such as \"2026-11-20T10:15:00Z\": \"yesterday\"'",
        "/windows?step=week, 'step must be one of window, hour, day: \"week\"'",
        "/windows?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z, 'from must be before to: \"2026-01-01T00:00:00Z\"'",
        "/windows?page=1, '\"page\" is no parameter of this call; there are from, to, step'",
        "/instances?size=0, 'size must be 1 to 500: \"0\"'",
    })
    void refusesWhatItCannotRead(String path, String detail) {
        HttpResponse<String> response = reader.history().get(path);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains(detail.replace("\"", "\\\""));
    }

    @Test
    void saysOnlyWhatThereIs() {
        List<JsonNode> complete = runs("/windows", "complete");
        assertThat(complete).allSatisfy(run -> assertThat(run.propertyNames()).containsExactly("from", "to", "state"));
    }
}
