package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.SameHour;
import io.tallygate.TestRedis;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;
import io.tallygate.hit.Shards;
import io.tallygate.rules.NodeName;
import io.tallygate.rules.OfflineNodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an operator sees first: trend, top, overview, and the lists of nodes, routes and rules. */
class TrendIT {

    private static final int HITS = 12;
    private static final int FAILURES = 3;
    private static final int UNMATCHED = 2;

    private static TestRedis redis;
    private static Upstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        upstream = Upstream.start("order-1");
        List<String> rules = List.of(
                "tallygate.rules[0].id=orders",
                "tallygate.rules[0].strategy=api",
                "tallygate.rules[0].match.path=/order/**",
                "tallygate.rules[0].target.service=order",
                "tallygate.rules[1].id=failing",
                "tallygate.rules[1].strategy=header",
                "tallygate.rules[1].match.key=X-Fail",
                "tallygate.rules[1].match.present=true",
                "tallygate.rules[1].target.service=gone",
                "tallygate.rules[2].id=never",
                "tallygate.rules[2].strategy=param",
                "tallygate.rules[2].shadow=true",
                "tallygate.rules[2].match.key=never",
                "tallygate.rules[2].match.values=a",
                "tallygate.rules[2].target.service=order",
                "tallygate.rules[3].id=off",
                "tallygate.rules[3].enabled=false",
                "tallygate.rules[3].strategy=api",
                "tallygate.rules[3].match.path=/off",
                "tallygate.rules[3].target.service=order",
                "spring.cloud.gateway.server.webflux.routes[0].id=own",
                "spring.cloud.gateway.server.webflux.routes[0].uri=lb://order",
                "spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/own/**");
        gateway = TestGateway.start(
                redis.port(),
                Stream.of(rules, service("order", upstream), service("idle", upstream))
                        .flatMap(List::stream)
                        .toList());
        SameHour.begin();
        for (int i = 0; i < HITS; i++) {
            assertThat(Client.status(gateway.url() + "/order/1")).isEqualTo(200);
        }
        for (int i = 0; i < FAILURES; i++) {
            assertThat(Client.status(gateway.url() + "/fail", "X-Fail", "1")).isEqualTo(503);
        }
        for (int i = 0; i < UNMATCHED; i++) {
            assertThat(Client.status(gateway.url() + "/nothing")).isEqualTo(404);
        }
        assertThat(Client.status(gateway.url() + "/own/1")).isEqualTo(200);
        eventually(() -> totals("/overview", "today"), HITS + FAILURES + UNMATCHED + 1L);
        eventually(() -> gateway.history().node("order", "order-1").get("success"), HITS + 1L);
        eventually(() -> json("/overview").get("windows").get("complete").asInt() > 0, true);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
        redis.close();
    }

    private static JsonNode json(String path) {
        return gateway.history().json(path);
    }

    private static long totals(String path, String field) {
        return hits(json(path).get(field));
    }

    private static long hits(JsonNode counts) {
        return counts.get("success").asLong()
                + counts.get("failure").asLong()
                + counts.get("cancelled").asLong();
    }

    private static List<String> ids(String path) {
        return json(path)
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    private static Duration length(JsonNode period) {
        return Duration.between(
                Instant.parse(period.get("from").asString()),
                Instant.parse(period.get("to").asString()));
    }

    @ParameterizedTest
    @CsvSource({"minute,60", "hour,24", "day,30"})
    void showsEveryPeriodOfATrendWithAllItsHits(String range, int points) {
        JsonNode trend = json("/trend?range=" + range);

        assertThat(trend.get("points")).hasSize(points);
        assertThat(hits(trend.get("totals"))).isEqualTo(HITS + FAILURES + UNMATCHED + 1L);
        assertThat(trend.get("step").asString()).isEqualTo(range);
        JsonNode last = trend.get("points").get(points - 1);
        assertThat(last.get("to")).isEqualTo(trend.get("to"));
        assertThat(last.get("state").asString()).isEqualTo("open");
        long ofStrategies = trend.get("points")
                .valueStream()
                .flatMap(point -> point.get("byStrategy").valueStream())
                .mapToLong(TrendIT::hits)
                .sum();
        assertThat(ofStrategies).isEqualTo(HITS + FAILURES + UNMATCHED + 1L);
        assertThat(trend.get("points").get(0).get("state").asString()).isEqualTo("absent");
        assertThat(trend.get("windows").get(0).get("state").asString()).isEqualTo("absent");
    }

    @Test
    void showsTheTrendOfOneStrategy() {
        JsonNode trend = json("/trend?strategy=header");
        assertThat(trend.get("totals").get("failure").asLong()).isEqualTo(FAILURES);
        assertThat(trend.get("totals").get("causes").get("no-instance").asLong())
                .isEqualTo(FAILURES);
        assertThat(hits(trend.get("totals"))).isEqualTo(FAILURES);
        assertThat(trend.get("points")
                        .valueStream()
                        .mapToLong(
                                point -> point.get("causes").path("no-instance").asLong())
                        .sum())
                .isEqualTo(FAILURES);
        assertThat(trend.get("points").get(0).get("byStrategy").propertyNames()).containsExactly("header");
        assertThat(totals("/trend?strategy=none", "totals")).isEqualTo(UNMATCHED);
        assertThat(totals("/trend?strategy=route", "totals")).isEqualTo(1);
    }

    @Test
    void namesTheRulesWithTheMostHitsAndTheMostFailures() {
        assertThat(ids("/top")).containsExactly("orders", "failing");
        assertThat(ids("/top?by=failures&range=hour")).containsExactly("failing");
        JsonNode first = json("/top?limit=1");
        assertThat(first.get("items")).hasSize(1);
        assertThat(first.get("total").asInt()).isEqualTo(2);
        assertThat(first.get("items").get(0).get("success").asLong()).isEqualTo(HITS);
        assertThat(first.get("items").get(0).get("successRate").asDouble()).isEqualTo(1);
        assertThat(length(first)).isEqualTo(Duration.ofDays(1));
        assertThat(length(json("/top?range=hour"))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void showsHowThingsAreNow() {
        JsonNode overview = json("/overview");
        assertThat(overview.get("hotRules")).hasSize(2);
        assertThat(overview.get("hotFailures").get(0).get("id").asString()).isEqualTo("failing");
        assertThat(overview.get("hotFailures")).hasSize(1);
        assertThat(overview.get("unmatched").get("today").asLong()).isEqualTo(UNMATCHED);
        assertThat(overview.get("unmatched").get("hour").asLong()).isEqualTo(UNMATCHED);
        assertThat(length(overview.get("today"))).isEqualTo(Duration.ofDays(1));
        assertThat(length(overview.get("hour"))).isEqualTo(Duration.ofHours(1));
        assertThat(overview.get("instances").get("counting").asInt()).isEqualTo(1);
        assertThat(overview.get("instances").get("silent").asInt()).isZero();
        assertThat(overview.get("rules").get("total").asInt()).isEqualTo(4);
        JsonNode windows = overview.get("windows");
        assertThat(windows.get("partial").asInt()).isZero();
        assertThat(windows.get("complete").asInt()).isPositive();
        assertThat(windows.get("missing")).isEmpty();
        assertThat(windows.get("open").asInt()).isPositive();
        assertThat(windows.get("absent").asInt()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void listsNodesThatWereHitAndThoseThatDiscoveryKnows() {
        JsonNode nodes = json("/nodes");
        assertThat(nodes.get("total").asInt()).isEqualTo(2);
        JsonNode idle = nodes.get("items").get(0);
        assertThat(idle.get("service").asString()).isEqualTo("idle");
        assertThat(idle.get("discovered").asBoolean()).isTrue();
        assertThat(idle.has("lastHit")).isFalse();
        assertThat(idle.get("state").asString()).isEqualTo("online");
        JsonNode hit = json("/nodes?sort=hits").get("items").get(0);
        assertThat(hit.get("service").asString()).isEqualTo("order");
        assertThat(hits(hit.get("today"))).isEqualTo(HITS + 1L);
        assertThat(hit.has("lastHit")).isTrue();
        assertThat(json("/nodes?q=IDL").get("total").asInt()).isEqualTo(1);
        assertThat(json("/nodes?q=order-1").get("total").asInt()).isEqualTo(2);
        assertThat(json("/nodes?service=order&size=1").get("items")).hasSize(1);
        assertThat(json("/nodes?sort=lastHit&size=1&page=1")
                        .get("items")
                        .get(0)
                        .get("service")
                        .asString())
                .isEqualTo("idle");
    }

    @Test
    void listsNodesThatWereTakenOutWhetherOrNotAnybodyKnowsThem() {
        OfflineNodes offline = gateway.context().getBean(OfflineNodes.class);
        offline.swap(Set.of(new NodeName("order", "order-1"), new NodeName("order", "gone")));
        try {
            JsonNode nodes = json("/nodes?service=order").get("items");
            assertThat(nodes)
                    .hasSize(2)
                    .allSatisfy(node -> assertThat(node.get("state").asString()).isEqualTo("offline"));
            assertThat(nodes.get(0).get("node").asString()).isEqualTo("gone");
            assertThat(nodes.get(0).get("discovered").asBoolean()).isFalse();
        } finally {
            offline.swap(Set.of());
        }
    }

    @Test
    void listsRoutes() {
        assertThat(ids("/routes?q=ow&sort=hits")).containsExactly("own");
        assertThat(ids("/routes?service=other")).isEmpty();
    }

    @Test
    void tellsTheLastHitOfARouteWhateverNodeItWentTo() {
        Map<String, Long> others = Map.of("a", 60L, "m", 4_000_000_000L);
        others.forEach((node, lastHit) -> {
            CounterKey counter = CounterKey.of(HitKind.ROUTE, "own", "order", node);
            String shard = "tallygate:{" + new Shards(16).of(counter) + "}:";
            redis.commands().zadd(shard + "counters", 0, counter.format());
            redis.commands().hset(shard + "last", counter.format(), lastHit.toString());
        });

        assertThat(json("/routes").get("items").get(0).get("lastHit").asString())
                .isEqualTo(Instant.ofEpochSecond(4_000_000_000L).toString());
    }

    @Test
    void listsRulesInEachOrder() {
        assertThat(ids("/rules")).containsExactly("orders", "off", "never", "failing");
        assertThat(ids("/rules?sort=id")).containsExactly("failing", "never", "off", "orders");
        assertThat(ids("/rules?sort=hits")).startsWith("orders", "failing");
        assertThat(ids("/rules?sort=failures")).startsWith("failing");
        assertThat(ids("/rules?sort=rate")).startsWith("failing", "orders");
        assertThat(ids("/rules?sort=lastHit")).hasSize(4).endsWith("off", "never");
    }

    @Test
    void listsRulesInAState() {
        assertThat(ids("/rules?state=never-hit")).containsExactly("off", "never");
        assertThat(ids("/rules?state=disabled")).containsExactly("off");
        assertThat(ids("/rules?state=shadow")).containsExactly("never");
        assertThat(ids("/rules?state=enabled&strategy=api")).containsExactly("orders");
    }

    @Test
    void drawsTheLastHourOfEachRuleOfAPage() {
        JsonNode rules = json("/rules?trend=true&sort=hits").get("items");
        JsonNode trend = rules.get(0).get("trend");
        assertThat(trend.get("step").asInt()).isEqualTo(60);
        assertThat(trend.get("success")).hasSize(60);
        assertThat(trend.get("success")
                        .valueStream()
                        .mapToLong(JsonNode::asLong)
                        .sum())
                .isEqualTo(HITS);
        JsonNode failing = rules.get(1).get("trend").get("failure");
        assertThat(failing.valueStream().mapToLong(JsonNode::asLong).sum()).isEqualTo(FAILURES);
        assertThat(rules.get(3).get("trend").get("success")).hasSize(60);
        assertThat(json("/rules").get("items").get(0).has("trend")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/trend?range=week",
                "/trend?strategy=node",
                "/top?by=x",
                "/top?range=day",
                "/top?limit=0",
                "/top?limit=101",
                "/top?limit=1&limit=2",
                "/overview?x=1",
                "/nodes?page=-1",
                "/nodes?page=%2B1",
                "/nodes?page=99999999999999999999",
                "/nodes?sort=-hits",
                "/nodes?q=%00",
                "/nodes?q=a%0Ab",
                "/nodes/hits?service=a&node=%1F",
                "/routes?sort=x",
                "/routes/hits",
                "/rules?state=x",
                "/rules?trend=yes",
                "/rules/%00",
                "/rules/a%0A/hits",
                "/rules/a/hits?from=1926-01-01T00:00:00Z",
                "/rules/a/hits?step=hour&from=1976-01-01T00:00:00Z",
                "/rules/a/hits?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z",
            })
    void refusesWhatItCannotRead(String path) {
        var response = gateway.history().get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void cutsWhatItQuotes() {
        var response = gateway.history().get("/trend?range=" + "x".repeat(3000));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("xxx…").hasSizeLessThan(400);
        assertThat(gateway.history().get("/trend?" + "y".repeat(3000) + "=1").body())
                .hasSizeLessThan(400);
    }
}
