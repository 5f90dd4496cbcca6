package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.SameHour;
import io.tallygate.TestRedis;
import io.tallygate.balance.body.SkippedBodies;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One request for each strategy, seen in history with its node, first open and later closed. */
class StrategiesIT {

    private static TestRedis redis;
    private static Upstream first;
    private static Upstream second;
    private static Upstream other;
    private static TestGateway gateway;

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        first = Upstream.start("first");
        second = Upstream.start("second");
        other = Upstream.start("other");
        gateway = TestGateway.start(
                redis.port(),
                all(
                        service("order", first, second),
                        "tallygate.window=2s",
                        "tallygate.body.max-wait=30s",
                        "tallygate.rules[0].id=by-path",
                        "tallygate.rules[0].strategy=api",
                        "tallygate.rules[0].match.path=/api/**",
                        "tallygate.rules[0].target.service=order",
                        "tallygate.rules[0].target.node=first",
                        "tallygate.rules[0].rewrite.strip-prefix=1",
                        "tallygate.rules[1].id=by-param",
                        "tallygate.rules[1].strategy=param",
                        "tallygate.rules[1].match.key=region",
                        "tallygate.rules[1].match.values=eu",
                        "tallygate.rules[1].target.service=order",
                        "tallygate.rules[1].target.node=second",
                        "tallygate.rules[2].id=by-cookie",
                        "tallygate.rules[2].strategy=cookie",
                        "tallygate.rules[2].match.key=tier",
                        "tallygate.rules[2].match.values=gold",
                        "tallygate.rules[2].target.service=order",
                        "tallygate.rules[2].target.node=first",
                        "tallygate.rules[3].id=by-header",
                        "tallygate.rules[3].strategy=header",
                        "tallygate.rules[3].match.key=X-Canary",
                        "tallygate.rules[3].match.regex=b.*",
                        "tallygate.rules[3].target.service=order",
                        "tallygate.rules[3].target.node=second",
                        "tallygate.rules[4].id=by-body",
                        "tallygate.rules[4].strategy=body",
                        "tallygate.rules[4].match.mode=json",
                        "tallygate.rules[4].match.pointer=/user/tier",
                        "tallygate.rules[4].match.values=platinum",
                        "tallygate.rules[4].target.service=order",
                        "tallygate.rules[4].target.node=first",
                        "tallygate.rules[6].id=shadow",
                        "tallygate.rules[6].strategy=header",
                        "tallygate.rules[6].shadow=true",
                        "tallygate.rules[6].priority=9",
                        "tallygate.rules[6].match.key=X-Canary",
                        "tallygate.rules[6].match.values=beta",
                        "tallygate.rules[6].target.service=nowhere",
                        "tallygate.rules[5].id=other",
                        "tallygate.rules[5].strategy=api",
                        "tallygate.rules[5].match.path=/other/**",
                        "tallygate.rules[5].target.service=other",
                        "tallygate.rules[5].rewrite.strip-prefix=1",
                        "spring.cloud.discovery.client.simple.instances.other[0].uri=" + other.url()));
        SameHour.begin();
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
        first.close();
        second.close();
        other.close();
        redis.close();
    }

    @Test
    void sendsByEachStrategyAndCountsOnceUnderItsNode() {
        String url = gateway.url();
        String body = "{\"user\":{\"tier\":\"platinum\"}}";
        assertThat(Client.get(url + "/api/a%20b?x=1&y=%2F").body()).isEqualTo("first /a%20b?x=1&y=%2F");
        assertThat(Client.get(url + "/x?region=us&region=eu").body()).startsWith("second");
        assertThat(Client.get(url + "/x", "Cookie", "tier=gold").body()).startsWith("first");
        assertThat(Client.get(url + "/x", "x-canary", "beta").body()).startsWith("second");
        assertThat(Client.post(url + "/echo", BodyPublishers.ofString(body), "Content-Type", "application/json")
                        .body())
                .isEqualTo(body);

        assertCounted("by-path", "first");
        assertCounted("by-param", "second");
        assertCounted("by-cookie", "first");
        assertCounted("by-header", "second");
        assertCounted("by-body", "first");
        eventually(() -> gateway.history().rule("shadow"), Map.of("success", 1L, "-/-", 1L));
        assertShadowIsCountedApart();
        eventually(() -> gateway.history().node("order", "first").get("success"), 3L);
        eventually(() -> gateway.history().node("order", "second").get("success"), 2L);

        eventually(() -> states("by-path"), List.of("complete"));
        eventually(() -> states("by-body"), List.of("complete"));
        eventually(() -> gateway.history().hitsInLiveWindows(), 0L);
        assertCounted("by-path", "first");
        assertCounted("by-body", "first");
    }

    /** The request that it passed was counted already, under what took it. */
    private static void assertShadowIsCountedApart() {
        long requests = first.requests() + second.requests() + other.requests();
        eventually(
                () -> gateway.history().json("/overview").at("/today/success").asLong(), requests);
        assertThat(gateway.history()
                        .json("/overview")
                        .get("hotRules")
                        .valueStream()
                        .map(rule -> rule.get("id").asString()))
                .contains("by-header")
                .doesNotContain("shadow");
        assertThat(gateway.history()
                        .json("/trend?range=day")
                        .get("totals")
                        .get("success")
                        .asLong())
                .isEqualTo(requests);
        JsonNode listed =
                gateway.history().json("/rules?state=shadow").get("items").get(0);
        assertThat(listed.get("today").get("success").asLong()).isEqualTo(1);
        assertThat(listed.has("lastHit")).isTrue();
    }

    private static void assertCounted(String rule, String node) {
        eventually(() -> gateway.history().rule(rule), Map.of("success", 1L, "order/" + node, 1L));
    }

    private static List<String> states(String rule) {
        JsonNode points =
                gateway.history().json("/rules/" + rule + "/hits?step=window").get("points");
        return points.valueStream().map(point -> point.get("state").asString()).toList();
    }

    @Test
    void passesABodyOnThatIsSkippedByteForByte() {
        SkippedBodies skipped = gateway.context().getBean(SkippedBodies.class);
        String body = "x".repeat(100_000);
        assertThat(Client.post(
                                gateway.url() + "/other/echo",
                                BodyPublishers.ofString(body),
                                "Content-Type",
                                "text/plain")
                        .body())
                .isEqualTo(body);
        assertThat(Client.post(gateway.url() + "/none", BodyPublishers.ofString(body), "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(404);
        assertThat(skipped.count(SkippedBodies.Reason.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void showsOverviewRulesNodesAndRoutes() {
        Client.get(gateway.url() + "/other/x");
        eventually(
                () -> gateway.history()
                                .json("/overview")
                                .at("/today/byStrategy/api/success")
                                .asLong()
                        > 0,
                true);
        assertThat(gateway.history().json("/rules?strategy=header").get("total").asInt())
                .isEqualTo(2);
        assertThat(gateway.history().json("/rules/by-path").at("/match/path").asString())
                .isEqualTo("/api/**");
        assertThat(gateway.history().json("/nodes").get("total").asInt()).isPositive();
        assertThat(gateway.history().get("/rules/nope").statusCode()).isEqualTo(404);
        assertThat(gateway.history().get("/rules/by-path/hits?step=year").body())
                .contains("\\\"year\\\"");
    }
}
