package io.tallygate.gateway;

import static io.tallygate.gateway.Editor.body;
import static io.tallygate.gateway.Editor.detail;
import static io.tallygate.gateway.Editor.ok;
import static io.tallygate.gateway.Editor.rule;
import static io.tallygate.gateway.Editor.rules;
import static io.tallygate.gateway.Editor.tag;
import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import io.tallygate.faults.store.FaultyProxy;
import io.tallygate.faults.store.Held;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Two gateways on one Redis, the second by a way that can be cut: what is changed at one holds at both. */
@ExtendWith(OutputCaptureExtension.class)
class RulesAcrossGatewaysIT {

    private static final Duration SOON = Duration.ofSeconds(2);

    private TestRedis redis;
    private FaultyProxy way;
    private Upstream a;
    private Upstream b;
    private TestGateway one;
    private TestGateway two;
    private Editor editor;
    private Editor other;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        way = FaultyProxy.before(redis.port());
        a = Upstream.start("a");
        b = Upstream.start("b");
        one = TestGateway.start(redis.port(), properties());
        two = TestGateway.start(way.port(), properties());
        editor = new Editor(one);
        other = new Editor(two);
    }

    private List<String> properties() {
        return all(
                all(service("order", a, b), Editor.LETS_CHANGE),
                "tallygate.flush-interval=1s",
                "tallygate.rules[0].id=static",
                "tallygate.rules[0].strategy=api",
                "tallygate.rules[0].match.path=/static/**",
                "tallygate.rules[0].target.service=order",
                "spring.cloud.gateway.server.webflux.routes[0].id=own",
                "spring.cloud.gateway.server.webflux.routes[0].uri=lb://order",
                "spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/own/**",
                "spring.cloud.gateway.server.webflux.routes[0].filters[0]=Retry=3");
    }

    @AfterEach
    void stop() {
        two.close();
        one.close();
        a.close();
        b.close();
        way.close();
        redis.close();
    }

    private static String nodeAt(TestGateway gateway, String path) {
        HttpResponse<String> answer = Client.get(gateway.url() + path);
        return answer.statusCode() == 200 ? answer.body().substring(0, 1) : String.valueOf(answer.statusCode());
    }

    /** Holds within the time in which a change is promised to reach every gateway. */
    private static void soon(TestGateway gateway, String path, String node) {
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(nodeAt(gateway, path)).isEqualTo(node));
    }

    @Test
    void takesTrafficAtTheOtherGatewayWithinTwoSeconds() {
        eventually(() -> nodeAt(two, "/static/x"), nodeAt(two, "/static/x").equals("a") ? "b" : "a");
        for (String node : List.of("a", "b", "a")) {
            if (node.equals("a") && editor.get("/rules/moving").statusCode() == 404) {
                editor.created(rule("moving", "/moving/**", "a"));
            } else {
                ok(editor.put("/rules/moving", "*", rule("moving", "/moving/**", node)), 200);
            }
            assertThat(nodeAt(one, "/moving/x")).isEqualTo(node);
            soon(two, "/moving/x", node);
        }
        ok(editor.delete("/rules/moving", "*"), 204);
        soon(two, "/moving/x", "404");
    }

    @Test
    void catchesUpWithinTwoSecondsOfRedissReturn() throws InterruptedException {
        String first = editor.created(rule("kept", "/kept/**", "a"));
        eventually(() -> nodeAt(two, "/kept/x"), "a");

        way.stall();
        ok(editor.put("/rules/kept", first, rule("kept", "/kept/**", "b")), 200);
        editor.created(rule("new", "/new/**", "a"));
        Thread.sleep(10_000);
        assertThat(nodeAt(two, "/kept/x")).isEqualTo("a");
        assertThat(nodeAt(two, "/new/x")).isEqualTo("404");
        way.flow();

        soon(two, "/kept/x", "b");
        soon(two, "/new/x", "a");
    }

    @Test
    void letsOneOfTwoEditorsWin() {
        String first = editor.created(rule("both", "/both/**", "a"));
        ok(editor.put("/rules/both", first, rule("both", "/both/**", "b")), 200);

        HttpResponse<String> stale = other.put("/rules/both", first, rule("both", "/both/x", "a"));

        assertThat(detail(stale, 412)).contains("\"both\"");
        JsonNode current = body(stale).get("current");
        assertThat(current.at("/target/node").asString()).isEqualTo("b");
        ok(other.put("/rules/both", "\"" + current.get("version").asLong() + "\"", rule("both", "/both/x", "a")), 200);
        assertThat(tag(other.get("/rules/both"))).isNotEqualTo(first);
    }

    @Test
    void makesOneOfTwoLargeImportsThatRunAtOnce() {
        Held held = way.hold("tallygate:{meta}:change:1");
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> other.post("/rules:import", rules(0, 2000, "a")));
        held.awaitCaught();

        assertThat(detail(editor.post("/rules:import", rules(2000, 2200, "b")), 409))
                .contains("another import or rollback is under way", "try again after it");
        editor.created(rule("small", "/small/**", "a"));
        held.release();

        // It has to begin anew, for a small change came between.
        assertThat(body(ok(first.join(), 200)).get("version").asLong()).isEqualTo(2);
        eventually(
                () -> editor.json("/rules?origin=dynamic&size=1").get("total").asInt(), 2001);
    }

    @Test
    void takesANodeOfflineForBoth() {
        editor.created(rule("pinned", "/pinned/**", "b"));
        eventually(() -> nodeAt(two, "/pinned/x"), "b");

        ok(
                editor.send(
                        "PUT",
                        "/nodes/state?service=order&node=b",
                        "{\"state\": \"offline\"}",
                        "Content-Type",
                        "application/json"),
                200);

        eventually(() -> nodeAt(two, "/pinned/x"), "503");
        long before = b.requests();
        for (TestGateway gateway : List.of(one, two)) {
            for (int i = 0; i < 10; i++) {
                assertThat(nodeAt(gateway, "/own/x")).isEqualTo("a");
                assertThat(nodeAt(gateway, "/static/x")).isEqualTo("a");
                assertThat(Client.get(gateway.url() + "/pinned/x").body())
                        .contains("node-offline", "\"b\\\" of service \\\"order\\\" is offline");
            }
        }
        assertThat(b.requests()).isEqualTo(before);
        ok(
                other.send(
                        "PUT",
                        "/nodes/state?service=order&node=a",
                        "{\"state\": \"offline\"}",
                        "Content-Type",
                        "application/json"),
                200);
        assertThat(Client.get(two.url() + "/static/x").body())
                .contains("no-instance", "has no instance that is online");
        assertThat(nodeAt(two, "/own/x")).isEqualTo("503");

        ok(
                other.send(
                        "PUT",
                        "/nodes/state?service=order&node=b",
                        "{\"state\": \"online\"}",
                        "Content-Type",
                        "application/json"),
                200);
        eventually(() -> nodeAt(one, "/pinned/x"), "b");
        assertThat(nodeAt(two, "/own/x")).isEqualTo("b");
    }

    @Test
    void takesDynamicRulesAwayWhereRedisWasEmptied(CapturedOutput output) {
        editor.created(rule("lost", "/lost/**", "a"));
        eventually(() -> nodeAt(two, "/lost/x"), "a");

        redis.commands().flushall();

        eventually(() -> nodeAt(one, "/lost/x"), "404");
        eventually(() -> nodeAt(two, "/lost/x"), "404");
        assertThat(nodeAt(one, "/static/x")).isIn("a", "b");
        editor.created(rule("again", "/again/**", "a"));
        eventually(() -> nodeAt(two, "/again/x"), "a");
        assertThat(output.getAll().lines().filter(line -> line.contains("Redis has forgotten changes of the rules")))
                .hasSize(2);
    }

    @Test
    void showsABrokenRuleAndKeepsTheOthersInForce() {
        editor.created(rule("good", "/good/**", "a"));
        String prefix = "tallygate:{meta}:rules:";
        redis.commands().hset(prefix + "0", "bad", "1 2 {\"rule\":{\"id\":\"bad\",\"strategy\":\"x\"}}");
        redis.commands().hset(prefix + "0", "worse", "worse");
        redis.commands().hset(prefix + "0", "static", "1 2 {\"rule\":" + rule("static", "/s", "a") + "}");

        try (TestGateway third = TestGateway.start(redis.port(), properties())) {
            eventually(() -> nodeAt(third, "/good/x"), "a");
            Editor editors = new Editor(third);
            eventually(() -> editors.json("/rules?state=broken").get("total").asInt(), 3);
            assertThat(editors.json("/rules/bad").at("/broken/reason").asString())
                    .contains("strategy must be one of");
            assertThat(editors.json("/rules/worse").at("/broken/reason").asString())
                    .contains("cannot be read");
            assertThat(editors.json("/rules/static").get("origin").asString()).isEqualTo("configuration");
            assertThat(nodeAt(third, "/static/x")).isIn("a", "b");
            ok(editors.put("/rules/bad", "\"1\"", rule("bad", "/bad/**", "b")), 200);
            ok(editors.delete("/rules/worse", "*"), 204);
            ok(editors.delete("/rules/static", "*"), 204);
            assertThat(nodeAt(third, "/bad/x")).isEqualTo("b");
            assertThat(editors.json("/rules?state=broken").get("total").asInt()).isZero();
        }
    }
}
