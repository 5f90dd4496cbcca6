package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Series as CSV, as a spreadsheet would open it. */
class CsvIT {

    private static final String HOSTILE = "=cmd|' /C calc'!A0, \"x\"";
    private static final int NODES = 26;
    private static final String NUMBERS =
            "from,to,state,success,failure,cancelled,connect,timeout,status,reset,no-instance,node-offline,gateway";

    private static TestRedis redis;
    private static Upstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        upstream = Upstream.start("@node");
        List<String> services = new ArrayList<>(service("order", upstream));
        for (int i = 0; i < NODES; i++) {
            String node = "spring.cloud.discovery.client.simple.instances.wide[" + i + "].";
            services.addAll(List.of(node + "instance-id=wide-" + i, node + "uri=" + upstream.url()));
        }
        gateway = TestGateway.start(
                redis.port(),
                all(
                        services,
                        "tallygate.window=10s",
                        "tallygate.rules[0].id=orders",
                        "tallygate.rules[0].strategy=api",
                        "tallygate.rules[0].match.path=/order/**",
                        "tallygate.rules[0].target.service=order",
                        "tallygate.rules[1].id=never",
                        "tallygate.rules[1].strategy=api",
                        "tallygate.rules[1].match.path=/never",
                        "tallygate.rules[1].target.service=order",
                        "tallygate.rules[2].id=wide",
                        "tallygate.rules[2].strategy=header",
                        "tallygate.rules[2].match.key=X-Wide",
                        "tallygate.rules[2].match.present=true",
                        "tallygate.rules[2].target.service=wide",
                        "tallygate.rules[2].target.pick=round-robin",
                        "spring.cloud.gateway.server.webflux.routes[0].id=" + HOSTILE,
                        "spring.cloud.gateway.server.webflux.routes[0].uri=lb://order",
                        "spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/own/**"));
        for (int i = 0; i < 5; i++) {
            assertThat(Client.status(gateway.url() + "/order/1")).isEqualTo(200);
        }
        assertThat(Client.status(gateway.url() + "/own/1")).isEqualTo(200);
        eventually(() -> gateway.history().route(encoded(HOSTILE)).get("success"), 1L);
        eventually(() -> gateway.history().rule("orders").get("success"), 5L);
        eventually(() -> gateway.history().node("order", encoded("@node")).get("success"), 6L);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
        redis.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> lines(String path) {
        HttpResponse<String> response = gateway.history().get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(response.body()).endsWith("\r\n");
        return List.of(response.body().split("\r\n"));
    }

    private static long sum(List<String> lines, int column) {
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1)[column])
                .filter(cell -> !cell.isEmpty())
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void hasALineForEveryWindowOfARule() {
        List<String> lines = lines("/hits.csv?rule=orders");
        assertThat(lines.get(0)).isEqualTo("rule," + NUMBERS);
        assertThat(lines).hasSizeBetween(362, 363);
        assertThat(sum(lines, 4)).isEqualTo(5);
        assertThat(lines.get(1)).startsWith("orders,").contains(",absent,").endsWith(",absent,,,,,,,,,,");
        assertThat(lines.get(lines.size() - 1)).contains(",open,");
    }

    @Test
    void isOneTableHoweverManyPiecesItIsReadIn() {
        String from = Instant.now().minus(30, ChronoUnit.HOURS).toString();
        List<String> lines = lines("/hits.csv?rule=orders&from=" + from);
        assertThat(lines).hasSizeBetween(10_800, 10_803).doesNotHaveDuplicates();
        assertThat(sum(lines, 4)).isEqualTo(5);
        for (int i = 2; i < lines.size(); i++) {
            assertThat(lines.get(i).split(",", -1)[1])
                    .isEqualTo(lines.get(i - 1).split(",", -1)[2]);
        }
    }

    @Test
    void holdsASeriesThatIsTooLongForOneAnswer() {
        for (int i = 0; i < NODES; i++) {
            assertThat(Client.status(gateway.url() + "/x", "X-Wide", "1")).isEqualTo(200);
        }
        eventually(() -> gateway.history().rule("wide").get("success"), (long) NODES);
        String from = "from=" + Instant.now().minusSeconds(199_000);

        HttpResponse<String> series = gateway.history().get("/rules/wide/hits?" + from);
        assertThat(series.statusCode()).isEqualTo(400);
        assertThat(series.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(series.body())
                .contains("points of step window of each of 26 counters, and one answer at most 500000 in all");
        assertThat(sum(lines("/hits.csv?rule=wide&by=node&" + from), 6)).isEqualTo(NODES);
    }

    @Test
    void neutralisesWhatASpreadsheetWouldRun() {
        String response = gateway.history()
                .get("/hits.csv?by=node&route=" + encoded(HOSTILE))
                .body();
        assertThat(response.lines().skip(1))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("\"'=cmd|' /C calc'!A0, \"\"x\"\"\",order,'@node,"));
    }

    @Test
    void tellsNodesApart() {
        List<String> lines = lines("/hits.csv?rule=orders&by=node");
        assertThat(lines.get(0)).isEqualTo("rule,service,node," + NUMBERS);
        assertThat(sum(lines, 6)).isEqualTo(5);
        List<String> node = lines("/hits.csv?service=order&node=%40node&step=hour");
        assertThat(node.get(0)).isEqualTo("service,node," + NUMBERS);
        assertThat(sum(node, 5)).isEqualTo(6);
        assertThat(node).hasSizeBetween(25, 26);
    }

    @Test
    void addsAStrategyUp() {
        List<String> lines = lines("/hits.csv?strategy=api&step=day");
        assertThat(lines.get(0)).isEqualTo("strategy," + NUMBERS);
        assertThat(sum(lines, 4)).isEqualTo(5);
        assertThat(lines.get(1)).endsWith(",absent,,,,,,,,,,");
        assertThat(sum(lines("/hits.csv?strategy=route&step=window"), 4)).isEqualTo(1);
    }

    @Test
    void isAFileOfAHarmlessName() {
        HttpResponse<String> response = gateway.history().get("/hits.csv?route=" + encoded(HOSTILE));
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"route-_cmd____C_calc__A0___x_.csv\"");
    }

    @Test
    void knowsARuleWithoutHitsFromOneThatNeverWas() {
        assertThat(sum(lines("/hits.csv?rule=never"), 4)).isZero();
        HttpResponse<String> unknown = gateway.history().get("/hits.csv?rule=unknown");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hits.csv",
                "/hits.csv?rule=a&route=b",
                "/hits.csv?service=order",
                "/hits.csv?node=n",
                "/hits.csv?strategy=node",
                "/hits.csv?strategy=api&by=node",
                "/hits.csv?rule=orders&by=service",
                "/hits.csv?rule=orders&from=2000-01-01T00:00:00Z",
            })
    void refusesWhatNamesNoSeries(String path) {
        HttpResponse<String> response = gateway.history().get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
}
