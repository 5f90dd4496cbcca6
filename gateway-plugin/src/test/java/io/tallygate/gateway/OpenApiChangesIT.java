package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallygate.TestRedis;
import io.tallygate.gateway.ApiDocument.Example;
import io.tallygate.gateway.ApiDocument.Operation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/openapi.yaml says about changes, done: its examples are sent, and answered as it shows. */
class OpenApiChangesIT {

    private static final ApiDocument DOCUMENT = ApiDocument.read();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IMPORT = "POST /rules:import";
    private static final String EXPORT = "GET /rules:export";
    private static final String ROLL_BACK = "POST /changes/{version}:rollback";
    private static final String NODE_STATE = "PUT /nodes/state";

    private static TestRedis redis;
    private static Upstream upstream;
    private static TestGateway gateway;
    private static Editor editor;

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        upstream = Upstream.start("order-1");
        gateway = TestGateway.start(redis.port(), ApiGateway.properties(upstream));
        editor = new Editor(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
        redis.close();
    }

    @BeforeEach
    void beginWithoutDynamicRules() {
        Editor.ok(editor.post("/rules:import?mode=replace", "[]"), 200);
    }

    @Test
    void hasOnlyExamplesThatAreAsTheirSchemasSay() {
        for (Operation operation : DOCUMENT.operations()) {
            List<Example> answers = DOCUMENT.answers(operation);
            for (Example example : DOCUMENT.requests(operation)) {
                assertThat(DOCUMENT.faults(example))
                        .as("%s: %s", operation.name(), example)
                        .isEmpty();
            }
            for (Example example : answers) {
                assertThat(DOCUMENT.faults(example))
                        .as("%s: %s", operation.name(), example)
                        .isEmpty();
            }
        }
    }

    @Test
    void leavesNoExampleOfARequestUntried() {
        assertThat(DOCUMENT.operations())
                .filteredOn(operation -> !DOCUMENT.requests(operation).isEmpty())
                .extracting(Operation::name)
                .containsExactlyInAnyOrder(
                        "POST /rules",
                        "PUT /rules/{id}",
                        "PATCH /rules/{id}",
                        "POST /rules:match",
                        IMPORT,
                        ROLL_BACK,
                        NODE_STATE);
    }

    @Test
    void bringsRulesInAndTakesAChangeBackAsItSays() throws IOException {
        Example first = request(IMPORT, "added");
        Example second = request(IMPORT, "changed");
        holds(IMPORT, 200, editor.post("/rules:import?dryRun=true", first.text()));
        isAnswer(IMPORT, "added", send("/rules:import", first));
        holds(EXPORT, 200, editor.get("/rules:export"));
        assertThat(json(holds(EXPORT, 200, editor.get("/rules:export?format=json"))))
                .isEqualTo(answer(EXPORT, "one").value());
        assertThat(editor.get("/rules:export").body())
                .isEqualTo(answer(EXPORT, "").text());

        HttpResponse<String> changed = send("/rules:import?mode=merge", second);
        isAnswer(IMPORT, "changed", changed);
        String version = json(changed).get("version").asText();
        holds(ROLL_BACK, 200, editor.post("/changes/" + version + ":rollback?dryRun=true", ""));
        assertThat(Editor.detail(editor.send("POST", "/changes/" + version + ":rollback", ""), 415))
                .contains("Content-Type must be application/json: it is missing");
        isAnswer(ROLL_BACK, "takenBack", send("/changes/" + version + ":rollback", request(ROLL_BACK, "nothing")));
        Editor.ok(editor.patch("/rules/canary-beta", "*", "{\"priority\": 1}"), 200);
        holds(ROLL_BACK, 409, editor.post("/changes/" + version + ":rollback", ""));
        holds(ROLL_BACK, 200, editor.post("/changes/" + version + ":rollback?force=true", ""));
        holds(ROLL_BACK, 404, editor.post("/changes/1000000:rollback", ""));
        holds(IMPORT, 415, editor.send("POST", "/rules:import", first.text(), "Content-Type", "text/plain"));
        holds(IMPORT, 400, editor.post("/rules:import", "{\"rules\": 1}"));
    }

    @Test
    void takesANodeOutAndBackAsItSays() throws IOException {
        String path = "/nodes/state?service=order&node=order-1";
        for (String state : List.of("offline", "online")) {
            Example example = request(NODE_STATE, state);
            isAnswer(NODE_STATE, state, editor.send("PUT", path, example.text(), "Content-Type", example.type()));
        }
        holds(NODE_STATE, 400, editor.send("PUT", path, "{\"state\": \"gone\"}", "Content-Type", "application/json"));
    }

    @Test
    void changesARuleAsItSays() throws IOException {
        String canary = request("POST /rules", "canary").text();
        holds("POST /rules", 200, editor.post("/rules?dryRun=true", canary));
        HttpResponse<String> created = holds("POST /rules", 201, editor.post("/rules", canary));
        holds("POST /rules", 409, editor.post("/rules", canary));
        holds("POST /rules", 400, editor.post("/rules", "{}"));
        holds("POST /rules", 415, editor.send("POST", "/rules", canary, "Content-Type", "text/plain"));
        String path = "/rules/canary-beta";
        String first = Editor.tag(created);
        holds("GET /rules/{id}", 200, editor.get(path));
        HttpResponse<String> off = holds(
                "PATCH /rules/{id}",
                200,
                editor.patch(
                        path, first, request("PATCH /rules/{id}", "disabled").text()));
        holds("PATCH /rules/{id}", 412, editor.patch(path, first, "{\"enabled\": true}"));
        holds("PUT /rules/{id}", 412, editor.put(path, first, canary));
        holds("PUT /rules/{id}", 428, editor.send("PUT", path, canary, "Content-Type", "application/json"));
        holds("PUT /rules/{id}", 200, editor.put(path + "?dryRun=true", Editor.tag(off), canary));
        HttpResponse<String> on = holds("PUT /rules/{id}", 200, editor.put(path, Editor.tag(off), canary));
        holds("PUT /rules/{id}", 409, editor.put("/rules/orders", "*", canary.replace("canary-beta", "orders")));
        holds("GET /rules", 200, editor.get("/rules?origin=dynamic&trend=true"));
        holds("DELETE /rules/{id}", 200, editor.delete(path + "?dryRun=true", Editor.tag(on)));
        holds("DELETE /rules/{id}", 204, editor.delete(path, Editor.tag(on)));
        holds("DELETE /rules/{id}", 404, editor.delete(path, "*"));
    }

    private static HttpResponse<String> holds(String name, int status, HttpResponse<String> response)
            throws IOException {
        Operation operation = operation(name);
        assertThat(response.statusCode()).as("%s: %s", name, response.body()).isEqualTo(status);
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(DOCUMENT.faults(operation, status, type, response.body()))
                .as("%s: %s", name, response.body())
                .isEmpty();
        return response;
    }

    /** It is answered as the example shows; only versions may be others. */
    private static void isAnswer(String name, String example, HttpResponse<String> response) throws IOException {
        assertThat(withoutVersion(json(holds(name, 200, response))))
                .isEqualTo(withoutVersion(answer(name, example).value()));
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    private static JsonNode withoutVersion(JsonNode answer) {
        return answer.<ObjectNode>deepCopy().without("version");
    }

    private static HttpResponse<String> send(String path, Example example) {
        return editor.send("POST", path, example.text(), "Content-Type", example.type());
    }

    private static Operation operation(String name) {
        return DOCUMENT.operations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Example request(String operation, String name) {
        return named(name, DOCUMENT.requests(operation(operation)));
    }

    private static Example answer(String operation, String name) {
        return named(name, DOCUMENT.answers(operation(operation)));
    }

    private static Example named(String name, List<Example> examples) {
        return examples.stream()
                .filter(example -> example.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
