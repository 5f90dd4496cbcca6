package io.tallygate.gateway;

import static io.tallygate.gateway.Editor.body;
import static io.tallygate.gateway.Editor.detail;
import static io.tallygate.gateway.Editor.ok;
import static io.tallygate.gateway.Editor.rule;
import static io.tallygate.gateway.Editor.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Creating, changing and deleting one rule, as an operator does it. */
class RuleChangesIT extends EditedGateway {

    @Test
    void createsARuleThatTakesTrafficAtOnce() {
        HttpResponse<String> created = ok(editor.post("/rules", rule("new", "/new/**", "b")), 201);

        assertThat(answer("/new/x")).isEqualTo("b /new/x");
        assertThat(created.headers().firstValue("Location")).hasValue("rules/new");
        JsonNode view = body(created);
        assertThat(view.get("origin").asString()).isEqualTo("dynamic");
        assertThat(view.get("changedBy").asString()).isEqualTo("token");
        assertThat(view.get("match").get("mode").asString()).isEqualTo("pattern");
        assertThat(tag(created)).isEqualTo("\"" + view.get("version").asLong() + "\"");
        HttpResponse<String> read = ok(editor.get("/rules/new"), 200);
        assertThat(tag(read)).isEqualTo(tag(created));
        assertThat(body(read).get("changedAt")).isEqualTo(view.get("changedAt"));
        assertThat(tag(editor.get("/rules/static"))).isEqualTo("\"configuration\"");
    }

    @Test
    void replacesARuleAndKeepsItsHits() {
        String first = editor.created(rule("moved", "/moved/**", "a"));
        assertThat(answer("/moved/x")).startsWith("a");

        HttpResponse<String> put = ok(editor.put("/rules/moved", first, rule("moved", "/moved/**", "b")), 200);

        assertThat(answer("/moved/x")).startsWith("b");
        assertThat(tag(put)).isNotEqualTo(first);
        History.eventually(() -> gateway.history().rule("moved").get("success"), 2L);
    }

    @Test
    void patchesSomeFields() {
        String first = editor.created(rule("patched", "/patched/**", "a"));

        HttpResponse<String> off = ok(editor.patch("/rules/patched", first, "{\"enabled\": false}"), 200);
        assertThat(Client.status(gateway.url() + "/patched/x")).isEqualTo(404);
        ok(editor.patch("/rules/patched", tag(off), "{\"enabled\": true, \"target\": {\"node\": null}}"), 200);

        assertThat(answer("/patched/x")).contains("/patched/x");
        assertThat(editor.json("/rules/patched").get("target").has("node")).isFalse();
    }

    @Test
    void deletesARule() {
        String first = editor.created(rule("gone", "/gone/**", "a"));

        assertThat(ok(editor.delete("/rules/gone", first), 204).body()).isEmpty();

        assertThat(Client.status(gateway.url() + "/gone/x")).isEqualTo(404);
        ok(editor.get("/rules/gone"), 404);
        assertThat(detail(editor.delete("/rules/gone", first), 404)).contains("\"gone\"");
    }

    @Test
    void refusesAChangeOfAnOldState() {
        String first = editor.created(rule("raced", "/raced/**", "a"));
        ok(editor.patch("/rules/raced", first, "{\"priority\": 1}"), 200);

        HttpResponse<String> stale = editor.put("/rules/raced", first, rule("raced", "/raced/**", "b"));

        assertThat(detail(stale, 412)).contains("\"raced\" was changed meanwhile");
        assertThat(body(stale).get("current").get("priority").asInt()).isEqualTo(1);
        assertThat(body(stale).get("yours").get("target").get("node").asString())
                .isEqualTo("b");
        ok(editor.delete("/rules/raced", first), 412);
        String any = first + ", " + tag(editor.get("/rules/raced")) + ", \"999999\"";
        ok(editor.put("/rules/raced", any, rule("raced", "/raced/**", "b")), 200);
        ok(editor.put("/rules/raced", "*", rule("raced", "/raced/**", "a")), 200);
    }

    @Test
    void makesNoChangeOfOneThatChangesNothing() {
        String first = editor.created(rule("same", "/same/**", "a"));
        assertThat(tag(editor.put("/rules/same", first, rule("same", "/same/**", "a"))))
                .isEqualTo(first);
    }

    @Test
    void saysWhatAChangeWouldComeTo() {
        editor.created(rule("broad", "/dry/**", "a"));
        String first = editor.created(rule("narrow", "/dry/*", "a"));

        JsonNode preview =
                body(ok(editor.patch("/rules/narrow?dryRun=true", first, "{\"priority\": -1, \"target\": null}"), 400));
        assertThat(preview.get("detail").asString()).contains("target must be there");

        preview = body(ok(editor.patch("/rules/narrow?dryRun=true", first, "{\"priority\": -1}"), 200));
        assertThat(preview.get("changes").get(0).get("field").asString()).isEqualTo("priority");
        assertThat(preview.get("changes").get(0).get("before").asInt()).isZero();
        assertThat(preview.get("beatenBy").get(0).asString()).isEqualTo("broad");
        assertThat(preview.get("warnings").get(0).asString()).contains("\"broad\" always wins first");
        assertThat(preview.get("position").asInt())
                .isEqualTo(preview.get("total").asInt());
        assertThat(tag(editor.get("/rules/narrow"))).isEqualTo(first);

        preview = body(ok(editor.post("/rules?dryRun=true", rule("dry", "/dry", "b")), 200));
        assertThat(preview.has("before")).isFalse();
        ok(editor.get("/rules/dry"), 404);
        preview = body(ok(editor.delete("/rules/narrow?dryRun=true", first), 200));
        assertThat(preview.has("after")).isFalse();
        ok(editor.get("/rules/narrow"), 200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": "bad id"}                                    | id must be 1 to 128 of
            {"id": "x", "strategy": "api", "match": {}}         | match.path must be 1 to 4096 characters
            {"id": "x", "macth": {}}                            | "macth" is no field of a rule
            {"id": "x", "match": {"paht": "/x"}}                | "match.paht" is no field of a rule
            {"id": "x", "id": "y"}                              | Duplicate
            {"id": 5}                                           | id must be a text: "5"
            {"id": "x", "priority": "high"}                     | priority must be a whole number: "high"
            {"id": "x", "priority": 1.5}                        | priority must be a whole number: "1.5"
            {"id": "x", "enabled": "no"}                        | enabled must be true or false
            {"id": "x", "match": {"values": "eu"}}              | match.values must be a list: "eu"
            {"id": "x", "match": {"values": [1]}}               | match.values[0] must be a text: "1"
            {"id": "x", "match": 7}                             | match must be an object: "7"
            [1]                                                 | must be an object with a rule
            {"id": "x                                           | must be JSON
            ``                                                  | it is empty
            {"id": "\\ud800"}                                   | half of a surrogate pair
            """)
    void saysWhatIsWrongWithARule(String json, String detail) {
        assertThat(detail(editor.post("/rules", json), 400)).contains(detail);
    }

    @Test
    void namesEveryProblemOfARule() {
        JsonNode problem = body(ok(editor.post("/rules", "{\"id\": \"-\", \"strategy\": \"x\"}"), 400));
        assertThat(problem.get("problems").valueStream().map(p -> p.get("field").asString()))
                .containsExactlyInAnyOrder("id", "strategy", "target");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        String first = editor.created(rule("there", "/there/**", "a"));
        String there = rule("there", "/there/**", "b");

        assertThat(detail(editor.post("/rules", there), 409)).contains("id is taken: \"there\"");
        assertThat(detail(editor.post("/rules", rule("static", "/x", "a")), 409))
                .contains("\"static\"");
        assertThat(detail(editor.put("/rules/static", "*", rule("static", "/x", "a")), 409))
                .contains("comes from the configuration");
        assertThat(detail(editor.delete("/rules/static", "*"), 409)).contains("comes from the configuration");
        assertThat(detail(editor.put("/rules/nope", "*", rule("nope", "/x", "a")), 404))
                .contains("\"nope\"");
        assertThat(detail(editor.put("/rules/there", first, rule("other", "/x", "a")), 400))
                .contains("id must be that of the path, \"there\": \"other\"");
        assertThat(detail(editor.put("/rules/there", "W/\"5\"", there), 400)).contains("\"W/\"5\"\"");
        assertThat(detail(editor.put("/rules/there", "\"configuration\"", there), 400))
                .contains("an ETag of a dynamic rule");
        assertThat(detail(editor.patch("/rules/there", first, "[]"), 400)).contains("must be an object");
        assertThat(detail(editor.post("/rules?dryrun=true", there), 400)).contains("\"dryrun\"");
        assertThat(detail(editor.post("/rules?dryRun=yes", there), 400)).contains("\"yes\"");
        assertThat(detail(editor.send("PUT", "/rules/there", there, "Content-Type", "application/json"), 428))
                .contains("If-Match must be given");
        assertThat(detail(editor.send("POST", "/rules", there, "Content-Type", "text/plain"), 415))
                .contains("\"text/plain\"");
        String huge = rule("huge", "/" + "x".repeat(70_000), "a");
        assertThat(detail(editor.post("/rules", huge), 413)).contains("65536");
        assertThat(tag(editor.get("/rules/there"))).isEqualTo(first);
    }

    @Test
    void takesARuleOfTheLargestSizeAndNoneThatIsLarger() {
        String rule = rule("padded", "/padded", "a");
        String padded = rule + " ".repeat(64 * 1024 - rule.length());

        assertThat(detail(editor.post("/rules", padded + " "), 413)).contains("65536");
        editor.created(padded);
    }

    @Test
    void showsRulesByOriginAndState() {
        String first = editor.created(rule("state-off", "/state/**", "a"));
        ok(editor.patch("/rules/state-off", first, "{\"enabled\": false}"), 200);

        assertThat(ids("/rules?state=disabled&q=state-")).containsExactly("state-off");
        assertThat(ids("/rules?state=enabled&q=state-")).isEmpty();
        assertThat(ids("/rules?origin=configuration")).containsExactly("static");
        assertThat(ids("/rules?origin=dynamic&q=state-")).containsExactly("state-off");
        assertThat(detail(editor.get("/rules?state=on"), 400)).contains("\"on\"");
    }

    private static Iterable<String> ids(String path) {
        return editor.json(path)
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    @Test
    void warnsOfATargetThatDiscoveryDoesNotKnow() {
        String known = rule("known", "/known", "a");
        assertThat(warnings(known)).isEmpty();
        assertThat(warnings(known.replace("\"a\"", "\"gone\"")))
                .containsExactly("discovery knows no node \"gone\" of service \"order\" now");
        assertThat(warnings(known.replace("\"order\"", "\"ordre\"")))
                .containsExactly("discovery knows no node of service \"ordre\" now");
    }

    private static List<String> warnings(String rule) {
        return body(ok(editor.post("/rules?dryRun=true", rule), 200))
                .get("warnings")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
