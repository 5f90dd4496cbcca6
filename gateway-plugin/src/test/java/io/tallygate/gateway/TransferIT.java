package io.tallygate.gateway;

import static io.tallygate.gateway.Editor.body;
import static io.tallygate.gateway.Editor.detail;
import static io.tallygate.gateway.Editor.ok;
import static io.tallygate.gateway.Editor.rule;
import static io.tallygate.gateway.Editor.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** All dynamic rules out and in, as one document. */
class TransferIT extends EditedGateway {

    private static final String YAML = "application/yaml";

    @BeforeEach
    void beginEmpty() {
        ok(editor.post("/rules:import?mode=replace", "[]"), 200);
    }

    private static HttpResponse<String> yaml(String path, String yaml) {
        return editor.send("POST", path, yaml, "Content-Type", YAML);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {YAML, "application/x-yaml", "text/yaml;charset=UTF-8"})
    void takesYamlUnderEachOfItsNames(String type) {
        String document = "rules:\n- {id: r0, strategy: api, match: {path: /r}, target: {service: order}}\n";
        assertThat(texts(body(ok(editor.send("POST", "/rules:import", document, "Content-Type", type), 200))
                        .get("added")))
                .containsExactly("r0");
    }

    @Test
    void takesADocumentInAndSaysWhatItDid() {
        JsonNode first = body(ok(editor.post("/rules:import", rules(0, 3, "a")), 200));
        assertThat(texts(first.get("added"))).containsExactly("r0", "r1", "r2");
        assertThat(answer("/r/1")).startsWith("a");

        JsonNode second = body(ok(editor.post("/rules:import", rules(2, 4, "b")), 200));
        assertThat(texts(second.get("added"))).containsExactly("r3");
        assertThat(second.get("changed").get(0).get("id").asString()).isEqualTo("r2");
        assertThat(second.get("changed")
                        .get(0)
                        .get("changes")
                        .get(0)
                        .get("field")
                        .asString())
                .isEqualTo("target.node");
        assertThat(second.get("unchanged").asInt()).isEqualTo(2);
        assertThat(second.get("version").asLong())
                .isEqualTo(first.get("version").asLong() + 1);

        JsonNode third = body(ok(editor.post("/rules:import?mode=replace", rules(2, 4, "b")), 200));
        assertThat(texts(third.get("removed"))).containsExactlyInAnyOrder("r0", "r1");
        assertThat(third.get("unchanged").asInt()).isEqualTo(2);
        JsonNode same = body(ok(editor.post("/rules:import?mode=replace", rules(2, 4, "b")), 200));
        assertThat(same.get("version")).isEqualTo(third.get("version"));
    }

    @Test
    void changesNothingInADryRun() {
        JsonNode dry = body(ok(editor.post("/rules:import?dryRun=true", rules(0, 3, "a")), 200));
        assertThat(texts(dry.get("added"))).hasSize(3);
        assertThat(dry.has("version")).isFalse();
        ok(editor.get("/rules/r0"), 404);
    }

    @ParameterizedTest
    @CsvSource({"yaml", "json"})
    void givesADocumentThatItTakesBack(String format) {
        editor.created("""
                {"id": "odd", "strategy": "param", "match": {"key": "c", "values": ["no", "012", "1e3", "true", "~", "a: b",
                "line\\nbreak", "# x", "ü€😀", " ", "2026-01-01", "<b>"]}, "and": [{"body": {"mode": "regex", "value": "a|b{2}"}}],
                "methods": ["POST", "GET"], "priority": -5, "enabled": false, "target": {"service": "order", "pick": "sticky",
                "stickyBy": {"cookie": "c"}}, "rewrite": {"stripPrefix": 2}}""");
        ok(editor.post("/rules:import", rules(0, 3, "a")), 200);
        JsonNode odd = editor.json("/rules/odd");

        HttpResponse<String> given = ok(editor.get("/rules:export?format=" + format), 200);
        assertThat(given.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"tallygate-rules." + format + "\"");
        beginEmpty();
        JsonNode taken = body(
                ok(editor.send("POST", "/rules:import", given.body(), "Content-Type", "application/" + format), 200));

        assertThat(texts(taken.get("added"))).containsExactly("odd", "r0", "r1", "r2");
        assertThat(editor.json("/rules/odd").get("match")).isEqualTo(odd.get("match"));
        assertThat(editor.json("/rules/odd").get("target")).isEqualTo(odd.get("target"));
    }

    @Test
    void givesAnEmptyDocumentWhereThereIsNoRule() {
        String empty = ok(editor.get("/rules:export"), 200).body();
        assertThat(body(ok(yaml("/rules:import", empty), 200)).get("unchanged").asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"rules": {}}                                           | must be a list of rules
            {"rule": []}                                            | "rule" is no field of a document of rules
            5                                                       | must be a list of rules
            [{"id": "x", "macth": 1}]                               | "rules[0].macth" is no field of a rule
            [{"id": "x", "enabled": 1}]                             | rules[0].enabled must be true or false: "1"
            [{"id": "x"}]                                           | rules[0]: rule "x": strategy must be one of
            [RULE, RULE]                                            | rules[1].id must be unique over all rules: "ok"
            [STATIC]                                                | rules[0].id is taken by a rule of the configuration: "static"
            """)
    void refusesAllOfABadDocument(String json, String detail) {
        String document = json.replace("RULE", rule("ok", "/ok", "a")).replace("STATIC", rule("static", "/s", "a"));
        assertThat(detail(editor.post("/rules:import", document), 400)).contains(detail);
        assertThat(editor.json("/rules?origin=dynamic").get("total").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            - &a {id: x}\\n- *a                       | must not use anchors and aliases: line 1
            - !!java.lang.String x                    | must not use tags: line 1
            - !x {id: y}                              | must not use tags
            - {id: x, id: y}                          | must not have a key twice: "id" (line 1)
            - {[a]: b}                                | must have texts for keys
            - id: x\\n  match: [                        | must be YAML
            []\\n---\\n[]                               | must be a single YAML document
            ``                                        | it is empty
            [[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]  | must not be nested deeper than 20
            - {id: 5}                                 | rules[0].id must be a text: "5"
            """)
    void refusesYamlThatIsMoreThanData(String yaml, String detail) {
        assertThat(detail(yaml("/rules:import", yaml.replace("\\n", "\n")), 400))
                .contains(detail);
    }

    @Test
    void refusesBrokenTextAndOtherTypes() {
        assertThat(detail(editor.send("POST", "/rules:import", "[]", "Content-Type", "text/csv"), 415))
                .contains("application/yaml");
        assertThat(detail(editor.post("/rules:import?mode=all", "[]"), 400)).contains("\"all\"");
        assertThat(detail(editor.get("/rules:export?format=xml"), 400)).contains("\"xml\"");
        String huge = "[\"" + "x".repeat(11 * 1024 * 1024) + "\"]";
        assertThat(detail(editor.post("/rules:import", huge), 413)).contains("10485760");
        String large = "[" + rule("large", "/" + "x".repeat(70_000), "a") + "]";
        assertThat(detail(editor.post("/rules:import", large), 413)).contains("rules[0] must be at most 65536");
    }

    @Test
    void takesADocumentOfTheLargestSizeAndNoneThatIsLarger() {
        String largest = rules(0, 1, "a")
                + " ".repeat(10 * 1024 * 1024 - rules(0, 1, "a").length());

        assertThat(detail(editor.post("/rules:import", largest + " "), 413)).contains("10485760");
        ok(editor.get("/rules/r0"), 404);
        ok(editor.post("/rules:import", largest), 200);
        ok(editor.get("/rules/r0"), 200);
    }

    @Test
    void takesRulesOfTheLargestSizeAndNoneThatIsLarger() {
        String largest = "[" + ofLength(64 * 1024) + "]";
        String larger = "[" + ofLength(64 * 1024 + 1) + "]";

        assertThat(detail(editor.post("/rules:import", larger), 413)).contains("rules[0] must be at most 65536");
        ok(editor.get("/rules/long"), 404);
        ok(editor.post("/rules:import", largest), 200);
        ok(editor.get("/rules/long"), 200);
    }

    /** A rule whose JSON has so many characters. */
    private static String ofLength(int characters) {
        String begin = "{\"id\":\"long\",\"strategy\":\"param\",\"match\":{\"key\":\"k\",\"values\":[";
        String end = "]},\"target\":{\"service\":\"order\"}}";
        String values = "\"v\",".repeat(900);
        int left = characters - begin.length() - values.length() - end.length();
        String more = IntStream.range(0, 20)
                .mapToObj(i -> "\"" + "x".repeat(3000) + "\",")
                .collect(Collectors.joining());
        return begin + values + more + "\"" + "y".repeat(left - more.length() - 2) + "\"" + end;
    }

    @Test
    void takesAHundredThousandRulesAndNoneMore() {
        ok(editor.post("/rules:import", few(0, 99_999)), 200);
        String last = editor.created(rule("last", "/last", "a"));
        // How many there are is asked of those in force, which takes a moment with so many.
        History.eventually(TransferIT::dynamic, 100_000);

        assertThat(detail(editor.post("/rules", rule("more", "/more", "a")), 409))
                .contains("at most 100000 dynamic rules");
        assertThat(detail(editor.post("/rules:import", few(99_999, 100_000)), 409))
                .contains("at most 100000 dynamic rules, and would be 100001");
        ok(editor.put("/rules/last", last, rule("last", "/last", "b")), 200);
        ok(editor.post("/rules:import?mode=replace&dryRun=true", few(1, 100_001)), 200);
        assertThat(dynamic()).isEqualTo(100_000);
    }

    private static int dynamic() {
        return editor.json("/rules?origin=dynamic&size=1").get("total").asInt();
    }

    /** A document of many rules that is as short as may be. */
    private static String few(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"strategy\":\"api\",\"match\":{\"path\":\"/" + i
                        + "\"},\"target\":{\"service\":\"order\"}}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void takesTenThousandRulesInUnderLoadAndBack() throws Exception {
        editor.created(rule("load", "/load/**", "a"));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(2);
        List<Future<List<Integer>>> failed = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            failed.add(clients.submit(() -> {
                List<Integer> others = new ArrayList<>();
                while (!done.get()) {
                    int status = Client.status(gateway.url() + "/load/x");
                    if (status != 200) {
                        others.add(status);
                    }
                }
                return others;
            }));
        }
        JsonNode taken = body(ok(editor.post("/rules:import", rules(0, 10_000, "a")), 200));
        assertThat(taken.get("added").size()).isEqualTo(1000);
        assertThat(taken.get("more").asBoolean()).isTrue();
        History.eventually(() -> Client.status(gateway.url() + "/r/9999"), 200);
        JsonNode back = body(ok(editor.post("/changes/" + taken.get("version").asLong() + ":rollback", ""), 200));
        assertThat(back.get("removed").size()).isEqualTo(1000);
        History.eventually(() -> Client.status(gateway.url() + "/r/9999"), 404);
        done.set(true);
        for (Future<List<Integer>> each : failed) {
            assertThat(each.get()).isEmpty();
        }
        clients.shutdown();
        assertThat(editor.json("/rules?origin=dynamic").get("total").asInt()).isEqualTo(1);
        JsonNode log = editor.json("/changes?rule=r9999&size=2");
        assertThat(log.get("items").get(1).get("count").asInt()).isEqualTo(10_000);
        assertThat(log.get("items").get(1).get("rules").get(0).get("id").asString())
                .isEqualTo("r9999");
    }
}
