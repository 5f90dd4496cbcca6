package io.tallygate.gateway;

import static io.tallygate.gateway.Editor.body;
import static io.tallygate.gateway.Editor.detail;
import static io.tallygate.gateway.Editor.ok;
import static io.tallygate.gateway.Editor.rule;
import static io.tallygate.gateway.Editor.rules;
import static io.tallygate.gateway.Editor.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was changed, by whom, and taking it back. */
class ChangeLogIT extends EditedGateway {

    private static long version() {
        return editor.json("/changes?size=1").get("items").get(0).get("version").asLong();
    }

    private static HttpResponse<String> rollBack(long version, String query) {
        return editor.post("/changes/" + version + ":rollback" + query, "");
    }

    private static String nodeOf(String rule) {
        return editor.json("/rules/" + rule).at("/target/node").asString();
    }

    @Test
    void tellsEachChangeOfARule() {
        editor.created(rule("told", "/told/**", "a"));
        ok(editor.put("/rules/told", "*", rule("told", "/told/**", "b")), 200);
        ok(editor.delete("/rules/told", "*"), 204);

        JsonNode log = editor.json("/changes?rule=told");

        List<JsonNode> items = log.get("items").valueStream().toList();
        assertThat(items)
                .extracting(item -> item.get("action").asString())
                .containsExactly("delete", "change", "create");
        assertThat(items.get(1).get("summary").asString()).isEqualTo("change told: target.node");
        JsonNode changed = items.get(1).get("rules").get(0);
        assertThat(changed.at("/before/target/node").asString()).isEqualTo("a");
        assertThat(changed.at("/after/target/node").asString()).isEqualTo("b");
        assertThat(items.get(2).get("rules").get(0).has("before")).isFalse();
        assertThat(items.get(0).get("rules").get(0).has("after")).isFalse();
        assertThat(editor.json("/changes?size=2").get("items").size()).isEqualTo(2);
    }

    @Test
    void tellsTheFirstTwentyRulesOfAChange() {
        ok(editor.post("/rules:import", rules(0, 20, "a")), 200);
        ok(editor.post("/rules:import", rules(0, 21, "b")), 200);

        JsonNode log = editor.json("/changes?size=2").get("items");

        assertThat(log.get(1).get("rules")).hasSize(20);
        assertThat(log.get(0).get("rules")).hasSize(20);
        assertThat(log.get(0).get("count").asInt()).isEqualTo(21);
    }

    @Test
    void takesACreationBack() {
        editor.created(rule("created", "/created/**", "a"));
        JsonNode back = body(ok(rollBack(version(), ""), 200));
        assertThat(back.get("removed").get(0).asString()).isEqualTo("created");
        ok(editor.get("/rules/created"), 404);
    }

    @Test
    void takesAChangeBackAndTheRollbackToo() {
        editor.created(rule("changed", "/changed/**", "a"));
        ok(editor.put("/rules/changed", "*", rule("changed", "/changed/**", "b")), 200);

        long change = version();
        assertThat(body(ok(rollBack(change, "?dryRun=true"), 200))
                        .get("changed")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo("changed");
        assertThat(nodeOf("changed")).isEqualTo("b");
        ok(rollBack(change, ""), 200);
        assertThat(nodeOf("changed")).isEqualTo("a");
        ok(rollBack(version(), ""), 200);
        assertThat(nodeOf("changed")).isEqualTo("b");
    }

    @Test
    void takesADeletionBack() {
        editor.created(rule("deleted", "/deleted/**", "a"));
        ok(editor.delete("/rules/deleted", "*"), 204);
        ok(rollBack(version(), ""), 200);
        assertThat(answer("/deleted/x")).startsWith("a");
    }

    @Test
    void takesAnImportBack() {
        editor.created(rule("imported", "/imported/**", "a"));
        ok(editor.post("/rules:import", "[" + rule("imported", "/imported/**", "b") + "]"), 200);
        ok(rollBack(version(), ""), 200);
        assertThat(nodeOf("imported")).isEqualTo("a");
    }

    @Test
    void refusesToOverwriteWhatWasChangedSinceUnlessForced() {
        editor.created(rule("since", "/since/**", "a"));
        long created = version();
        ok(editor.put("/rules/since", "*", rule("since", "/since/**", "b")), 200);

        HttpResponse<String> conflict = rollBack(created, "");
        assertThat(detail(conflict, 409)).contains("force=true");
        assertThat(body(conflict).get("conflicts").get(0).asString()).isEqualTo("since");
        ok(rollBack(created, "?force=true"), 200);
        ok(editor.get("/rules/since"), 404);
    }

    @Test
    void losesNothingThatWasChangedAfterALookAtWhatARollbackComesTo() {
        editor.created(rule("between", "/between/**", "a"));
        ok(editor.put("/rules/between", "*", rule("between", "/between/**", "b")), 200);
        long change = version();
        JsonNode plan = body(ok(rollBack(change, "?dryRun=true"), 200));
        assertThat(plan.at("/changed/0/id").asString()).isEqualTo("between");
        String others = tag(ok(editor.patch("/rules/between", "*", "{\"priority\": 7}"), 200));

        HttpResponse<String> conflict = rollBack(change, "");

        assertThat(detail(conflict, 409)).contains("force=true");
        assertThat(body(conflict).get("conflicts").get(0).asString()).isEqualTo("between");
        assertThat(tag(editor.get("/rules/between"))).isEqualTo(others);
        assertThat(version()).isEqualTo(change + 1);
        assertThat(detail(rollBack(change, "?dryRun=true"), 409)).contains("force=true");
    }

    @Test
    void takesNothingBackForAPageOfAnotherOrigin() {
        editor.created(rule("mine", "/mine/**", "a"));
        String path = "/changes/" + version() + ":rollback";

        assertThat(detail(
                        editor.send(
                                "POST", path, "", "Content-Type", "application/json", "Origin", "https://evil.example"),
                        403))
                .contains("https://evil.example");
        assertThat(detail(editor.send("POST", path, "", "Sec-Fetch-Site", "cross-site"), 403))
                .contains("Sec-Fetch-Site");
        // What any page's form could send, were there no Origin.
        assertThat(detail(editor.send("POST", path, ""), 415)).contains("it is missing");
        assertThat(nodeOf("mine")).isEqualTo("a");
    }

    @Test
    void findsNoConflictInWhatIsAsItWasBefore() {
        editor.created(rule("undone", "/undone/**", "a"));
        ok(editor.put("/rules/undone", "*", rule("undone", "/undone/**", "b")), 200);
        long changed = version();
        ok(editor.put("/rules/undone", "*", rule("undone", "/undone/**", "a")), 200);

        JsonNode back = body(ok(rollBack(changed, ""), 200));

        assertThat(back.get("changed").isEmpty()).isTrue();
        assertThat(version()).isEqualTo(changed + 1);
    }

    @Test
    void saysThatAVersionIsNotKept() {
        assertThat(detail(rollBack(99_999, ""), 404)).contains("\"99999\"");
        assertThat(detail(editor.post("/changes/x:rollback", ""), 400)).contains("\"x\"");
        assertThat(detail(editor.post("/changes/0:rollback?froce=true", ""), 400))
                .contains("\"froce\"");
    }

    @Test
    void takesANodeOfflineAndBack() {
        editor.created(rule("pinned", "/pinned/**", "b"));
        editor.created("""
                {"id": "any", "strategy": "api", "match": {"path": "/any/**"}, "target": {"service": "order"}}""");

        JsonNode put = body(ok(turn("offline"), 200));
        assertThat(put.get("state").asString()).isEqualTo("offline");
        assertThat(answer("/pinned/x")).contains("node-offline");
        for (int i = 0; i < 6; i++) {
            assertThat(answer("/any/x")).startsWith("a");
        }
        JsonNode change = editor.json("/changes?size=1").get("items").get(0);
        assertThat(change.get("action").asString()).isEqualTo("node");
        assertThat(change.get("node").get("state").asString()).isEqualTo("offline");
        JsonNode preview = body(ok(editor.patch("/rules/pinned?dryRun=true", "*", "{\"priority\": 3}"), 200));
        assertThat(preview.get("warnings").get(0).asString()).contains("\"b\" is offline");

        ok(rollBack(change.get("version").asLong(), ""), 200);
        assertThat(answer("/pinned/x")).startsWith("b");
        ok(turn("online"), 200);
    }

    private static HttpResponse<String> turn(String state) {
        return editor.send(
                "PUT",
                "/nodes/state?service=order&node=b",
                "{\"state\": \"" + state + "\"}",
                "Content-Type",
                "application/json");
    }

    @Test
    void makesNoChangeOfANodeThatIsThatWayAlready() {
        long before = version();
        assertThat(body(ok(turn("online"), 200)).get("state").asString()).isEqualTo("online");
        assertThat(version()).isEqualTo(before);

        ok(turn("offline"), 200);
        assertThat(body(ok(turn("offline"), 200)).get("state").asString()).isEqualTo("offline");
        assertThat(version()).isEqualTo(before + 1);
        ok(turn("online"), 200);
        assertThat(version()).isEqualTo(before + 2);
    }

    @Test
    void saysWhatIsWrongWithANodesState() {
        assertThat(state("?service=order&node=b", "{\"state\": \"off\"}"))
                .contains("\"online\" or \"offline\": \"off\"");
        assertThat(state("?service=order&node=b", "{}")).contains("it is missing");
        assertThat(state("?service=order&node=b", "{\"state\": \"online\", \"x\": 1}"))
                .contains("\"x\" is no field");
        assertThat(state("?service=order", "{\"state\": \"online\"}")).contains("node must be given");
        assertThat(state("?service=a%7Cb&node=b", "{\"state\": \"online\"}")).contains("\"a|b\"");
        assertThat(state("?service=order&node=b%20c", "{\"state\": \"online\"}"))
                .contains("\"b c\"");
    }

    private static String state(String query, String body) {
        return detail(editor.send("PUT", "/nodes/state" + query, body, "Content-Type", "application/json"), 400);
    }
}
