package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dry run beside live requests, and what it says to those who ask. */
class DryRunIT {

    private static final JsonMapper JSON = new JsonMapper();

    private static TestRedis redis;
    private static final List<Upstream> nodes = new ArrayList<>();
    private static TestGateway gateway;

    /** Each rule pins a node of its own, so that the answer tells which rule took the request. */
    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        String[][] rules = {
            {"strategy=api", "match.path=/a/*", "methods=GET"},
            {"strategy=api", "match.path=/a", "match.mode=prefix", "priority=-1"},
            {"strategy=param", "match.key=p", "match.values=1,2", "and[0].header.key=X", "and[0].header.present=true"},
            {"strategy=cookie", "match.key=c", "match.regex=v[0-9]+"},
            {"strategy=header", "match.key=X", "match.values=a", "host=127.0.0.1"},
            {"strategy=header", "match.key=X", "match.values=a,b", "host=other.org"},
            {"strategy=body", "match.mode=json", "match.pointer=/tier", "match.values=gold"},
            {"strategy=body", "match.mode=contains", "match.value=silver"},
        };
        List<String> properties = new ArrayList<>();
        for (int i = 0; i < rules.length; i++) {
            nodes.add(Upstream.start("n" + i));
            String rule = "tallygate.rules[" + i + "].";
            properties.addAll(List.of(rule + "id=r" + i, rule + "target.service=order", rule + "target.node=n" + i));
            for (String field : rules[i]) {
                properties.add(rule + field);
            }
        }
        properties.addAll(List.of(
                "tallygate.rules[8].id=off",
                "tallygate.rules[8].enabled=false",
                "tallygate.rules[8].strategy=api",
                "tallygate.rules[8].match.path=/**",
                "tallygate.rules[8].target.service=order",
                "tallygate.rules[9].id=shadow",
                "tallygate.rules[9].shadow=true",
                "tallygate.rules[9].priority=9",
                "tallygate.rules[9].strategy=api",
                "tallygate.rules[9].match.path=/a/**",
                "tallygate.rules[9].target.service=order"));
        // However slowly a body comes, it is read: the dry run has it at once.
        properties.add("tallygate.body.max-wait=30s");
        properties.addAll(service("order", nodes.toArray(new Upstream[0])));
        gateway = TestGateway.start(redis.port(), properties);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        nodes.forEach(Upstream::close);
        redis.close();
    }

    @Test
    void agreesWithLiveRequests() {
        Random random = new Random(5);
        List<String> paths = List.of("/a/b", "/a", "/a/b/c", "/x", "/x?p=1", "/a%2Fb?p=2&p=3", "/x;v=1?p=3", "/");
        List<String> bodies = List.of("{\"tier\":\"gold\"}", "{\"tier\":\"silver\"}", "{}");
        int taken = 0;
        for (int i = 0; i < 300; i++) {
            String path = paths.get(random.nextInt(paths.size()));
            Map<String, String> headers = new TreeMap<>();
            if (random.nextBoolean()) {
                headers.put("X", random.nextBoolean() ? "a" : "b");
            }
            if (random.nextInt(3) == 0) {
                headers.put("Cookie", random.nextBoolean() ? "c=v1; d=2" : "c=w");
            }
            String body = random.nextInt(3) == 0 ? bodies.get(random.nextInt(bodies.size())) : null;
            headers.put("Content-Type", random.nextInt(4) == 0 ? "image/png" : "application/json");

            String live = live(path, headers, body);
            JsonNode dry = dry(question(path, headers, body));
            String node = dry.get("winner") == null
                    ? "none"
                    : dry.get("target").get("node").asString();
            assertThat(node).as("%s %s %s", path, headers, body).isEqualTo(live);
            taken += node.equals("none") ? 0 : 1;
        }
        assertThat(taken).isBetween(100, 290);
    }

    private static String live(String path, Map<String, String> headers, String body) {
        String[] flat = headers.entrySet().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                .toArray(String[]::new);
        HttpResponse<String> response = body == null
                ? Client.get(gateway.url() + path, flat)
                : Client.post(gateway.url() + path, BodyPublishers.ofString(body), flat);
        return response.statusCode() == 200 ? response.body().substring(0, 2) : "none";
    }

    private static String question(String path, Map<String, String> headers, String body) {
        Map<String, Object> question = new HashMap<>(Map.of(
                "method",
                body == null ? "GET" : "POST",
                "host",
                "127.0.0.1:" + gateway.port(),
                "path",
                path,
                "headers",
                headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())))));
        if (body != null) {
            question.put("body", body);
        }
        return JSON.writeValueAsString(question);
    }

    @Test
    void saysWhyEachRuleWonOrLost() {
        JsonNode answer = dry("{\"path\": \"/a/b\", \"host\": \"other.org\", \"headers\": {\"x\": [\"a\"]}}");

        assertThat(answer.get("winner").get("id").asString()).isEqualTo("r0");
        assertThat(answer.get("shadows").get(0).get("id").asString()).isEqualTo("shadow");
        assertThat(answer.get("body").asString()).isEqualTo("not-needed");
        assertThat(reasons(answer))
                .containsEntry("r0", "won: it is the first that matches")
                .containsEntry("r1", "lost: it matches, but rule \"r0\" comes first: its priority is 0, not -1")
                .containsEntry("r2", "no-match: param \"p\" is not \"1\" or \"2\"")
                .containsEntry("r3", "no-match: cookie \"c\" does not match \"v[0-9]+\"")
                .containsEntry("r4", "no-match: the host is not \"127.0.0.1\"")
                .containsEntry(
                        "r5", "lost: it matches, but rule \"r0\" comes first: strategy api is tried before header")
                .containsEntry("r7", "no-match: the body does not contain \"silver\"")
                .containsEntry("off", "disabled: the rule is disabled")
                .containsEntry("shadow", "shadow: it matches, and as a shadow rule is counted and takes nothing");
        assertThat(whys(answer))
                .containsEntry("r0", "{\"what\":\"won\"}")
                .containsEntry("off", "{\"what\":\"disabled\"}")
                .containsEntry("shadow", "{\"what\":\"shadow\"}")
                .containsEntry("r4", "{\"what\":\"host\",\"host\":\"127.0.0.1\"}")
                .containsEntry("r7", "{\"what\":\"body-contains\",\"value\":\"silver\"}")
                .hasEntrySatisfying("r1", why -> assertThat(why).contains("priority", "\"theirs\":0", "\"ours\":-1"))
                .hasEntrySatisfying("r2", why -> assertThat(why).contains("param", "[\"1\",\"2\"]"))
                .hasEntrySatisfying("r5", why -> assertThat(why).contains("\"to\":\"r0\"", "\"ours\":\"header\""));
    }

    @Test
    void saysWhetherTheBodyWouldBeRead() {
        String question = "{\"path\": \"/x\", \"method\": \"POST\", \"body\": \"{\\\"tier\\\":\\\"gold\\\"}\", "
                + "\"headers\": {\"Content-Type\": [\"%s\"]}}";

        JsonNode read = dry(String.format(question, "application/json"));
        assertThat(read.get("winner").get("id").asString()).isEqualTo("r6");
        assertThat(read.get("body").asString()).isEqualTo("read");
        JsonNode skipped = dry(String.format(question, "image/png"));
        assertThat(skipped.has("winner")).isFalse();
        assertThat(skipped.get("body").asString()).isEqualTo("skipped");
        assertThat(skipped.get("bodySkipped").asString()).isEqualTo("media-type");
    }

    @Test
    void tellsOfTheRulesThatAreAskedForPageByPage() {
        JsonNode page =
                dry("{\"path\": \"/x\"}", "?strategy=header&page=1&size=1").get("candidates");

        assertThat(page.get("total").asInt()).isEqualTo(2);
        assertThat(page.get("items")).hasSize(1);
        assertThat(page.get("items").get(0).get("id").asString()).isEqualTo("r5");
    }

    @Test
    void countsNothing() {
        IntStream.range(0, 10).forEach(i -> dry("{\"path\": \"/a/b\", \"headers\": {\"Y\": [\"" + i + "\"]}}"));
        long live = nodes.get(0).requests();
        assertThat(Client.status(gateway.url() + "/a/b")).isEqualTo(200);

        // The flush that brings the live hit would have brought the others.
        eventually(() -> gateway.history().rule("r0").get("success"), live + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"path\": \"a\"} | path must start with '/': \"a\"",
                "{} | path must start with '/': it is missing",
                "{\"path\": \"/%zz\"} | \"/%zz\"",
                "{\"path\": \"/a b\"} | \"/a b\"",
                "{\"path\": \"/\", \"host\": \"a b\"} | host must be as it stands in a URL",
                "{\"path\": \"/\", \"method\": \"get\"} | method must be an HTTP method in capitals: \"get\"",
                "{\"path\": \"/\", \"headers\": {\"a b\": [\"1\"]}} | \"a b\"",
                "{\"path\": \"/\", \"headers\": {\"a\": [null]}} | headers.a must be a list of texts",
                "{\"path\": \"/\", \"headers\": {\"a\": \"1\"}} | headers must be an object of names with a list of texts each: \"{\"a\":\"1\"}\"",
                "{\"path\": [\"/\"]} | path must be a text: \"[\"/\"]\"",
                "{\"path\": \"/\", \"verb\": \"GET\"} | \"verb\" is no field of a request",
                "{\"path\": \"/\" | the body must be JSON",
                "null | the body must be a JSON object",
                "[] | the body must be a JSON object: \"[]\"",
            })
    void refusesWhatIsNoRequest(String question, String expected) {
        HttpResponse<String> response = ask(question, "", "application/json");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).get("detail").asString()).contains(expected);
    }

    @Test
    void refusesOtherTypesMethodsAndSizes() {
        assertThat(ask("{\"path\": \"/\"}", "", "text/plain").statusCode()).isEqualTo(415);
        assertThat(ask("{\"path\": \"/\"}", "?limit=1", "application/json").statusCode())
                .isEqualTo(400);
        assertThat(ask(" ".repeat(1024 * 1024 + 1), "", "application/json").statusCode())
                .isEqualTo(413);
        assertThat(gateway.history().get("/rules:match").statusCode()).isEqualTo(405);
    }

    private static JsonNode dry(String question) {
        return dry(question, "");
    }

    private static JsonNode dry(String question, String query) {
        HttpResponse<String> response = ask(question, query, "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> ask(String question, String query, String type) {
        return gateway.history().post("/rules:match" + query, question, type);
    }

    private static Map<String, String> whys(JsonNode answer) {
        Map<String, String> whys = new TreeMap<>();
        answer.get("candidates")
                .get("items")
                .forEach(candidate -> whys.put(
                        candidate.get("id").asString(), candidate.get("why").toString()));
        return whys;
    }

    private static Map<String, String> reasons(JsonNode answer) {
        Map<String, String> reasons = new TreeMap<>();
        answer.get("candidates")
                .get("items")
                .forEach(candidate -> reasons.put(
                        candidate.get("id").asString(),
                        candidate.get("verdict").asString() + ": "
                                + candidate.get("reason").asString()));
        return reasons;
    }

    @Test
    void refusesABodyInACharsetThatNobodyCanWrite() {
        String question = """
                {"path": "/x", "headers": {"Content-Type": ["text/plain;charset=ISO-2022-CN"]}, "body": "x"}""";
        HttpResponse<String> response = gateway.history().post("/rules:match", question, "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains("headers.Content-Type must have a charset", "ISO-2022-CN");
    }
}
