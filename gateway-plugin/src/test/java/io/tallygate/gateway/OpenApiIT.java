package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallygate.TestRedis;
import io.tallygate.gateway.ApiDocument.Operation;
import io.tallygate.gateway.ApiDocument.Parameter;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/openapi.yaml and the API that runs say the same. */
class OpenApiIT {

    private static final ApiDocument DOCUMENT = ApiDocument.read();

    private static TestRedis redis;
    private static Upstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        upstream = Upstream.start("order-1");
        gateway = TestGateway.start(redis.port(), ApiGateway.properties(upstream));
        assertThat(Client.status(gateway.url() + "/order/1")).isEqualTo(200);
        assertThat(Client.status(gateway.url() + "/fail", "X-Fail", "1")).isEqualTo(503);
        assertThat(Client.status(gateway.url() + "/own/1")).isEqualTo(200);
        eventually(() -> gateway.history().route("own").get("success"), 1L);
        eventually(() -> gateway.history().rule("orders").get("success"), 1L);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
        redis.close();
    }

    private static Set<String> served() {
        return ServedCalls.of(gateway);
    }

    private static List<Operation> readable() {
        return DOCUMENT.operations().stream()
                .filter(operation -> served().contains(operation.name()))
                .filter(operation ->
                        operation.method().equals("GET") || operation.path().equals("/rules:match"))
                .filter(operation -> !operation.path().equals("/stream"))
                .toList();
    }

    @Test
    void describesEveryCallThatThereIsAndNoOther() {
        Set<String> described =
                DOCUMENT.operations().stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(new TreeSet<>(served()));
    }

    @Test
    void hasNoReferenceThatLeadsNowhere() {
        DOCUMENT.root()
                .findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                DOCUMENT.root().at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void isAnsweredAsItSaysWhateverExampleIsAsked() throws IOException {
        for (Operation operation : readable()) {
            for (String query : queries(operation)) {
                HttpResponse<String> response = send(operation, query);
                String type = response.headers().firstValue("Content-Type").orElse("");
                assertThat(DOCUMENT.faults(operation, response.statusCode(), type, response.body()))
                        .as("%s%s: %s", operation.name(), query, response.body())
                        .isEmpty();
                assertThat(response.statusCode())
                        .as("%s%s: %s", operation.name(), query, response.body())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void isRefusedAsItSays() throws IOException {
        for (Operation operation : readable()) {
            HttpResponse<String> response = send(operation, "?surely-unknown=1");
            assertThat(response.statusCode()).as(operation.name()).isEqualTo(400);
            String type = response.headers().firstValue("Content-Type").orElse("");
            assertThat(DOCUMENT.faults(operation, 400, type, response.body())).isEmpty();
        }
    }

    @Test
    void changesARuleAsItSays() throws IOException {
        String canary = DOCUMENT.operations().stream()
                .filter(operation -> operation.name().equals("POST /rules"))
                .map(OpenApiIT::example)
                .findFirst()
                .orElseThrow();
        Editor editor = new Editor(gateway);
        holds("POST /rules", 200, editor.post("/rules?dryRun=true", canary));
        HttpResponse<String> created = holds("POST /rules", 201, editor.post("/rules", canary));
        holds("POST /rules", 409, editor.post("/rules", canary));
        holds("POST /rules", 400, editor.post("/rules", "{}"));
        holds("POST /rules", 415, editor.send("POST", "/rules", canary, "Content-Type", "text/plain"));
        String path = "/rules/canary-beta";
        String first = Editor.tag(created);
        holds("GET /rules/{id}", 200, editor.get(path));
        HttpResponse<String> off = holds("PATCH /rules/{id}", 200, editor.patch(path, first, "{\"enabled\": false}"));
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
        Operation operation = DOCUMENT.operations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(response.statusCode()).as("%s: %s", name, response.body()).isEqualTo(status);
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(DOCUMENT.faults(operation, status, type, response.body()))
                .as("%s: %s", name, response.body())
                .isEmpty();
        return response;
    }

    private static String example(Operation operation) {
        JsonNode body = DOCUMENT.resolved(operation.node().get("requestBody"));
        JsonNode examples = body.at("/content/application~1json/examples");
        return examples.iterator().next().get("value").toString();
    }

    /** What is required alone, and with each example of what may be given besides. */
    private static List<String> queries(Operation operation) {
        String required = operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query") && parameter.required())
                .map(parameter ->
                        parameter.name() + "=" + encoded(parameter.examples().get(0)))
                .collect(Collectors.joining("&", "?", ""));
        if (operation.path().equals("/hits.csv")) {
            return List.of(
                    "?rule=orders",
                    "?rule=orders&by=node",
                    "?route=own",
                    "?service=order&node=order-1&step=hour",
                    "?strategy=api&step=day");
        }
        List<String> queries = new ArrayList<>(List.of(required));
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("query") && !parameter.required()) {
                parameter
                        .examples()
                        .forEach(example -> queries.add(required + (required.length() > 1 ? "&" : "") + parameter.name()
                                + "=" + encoded(example)));
            }
        }
        return queries;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(Operation operation, String query) {
        String path = operation.path();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("path")) {
                path = path.replace(
                        "{" + parameter.name() + "}", parameter.examples().get(0));
            }
        }
        if (operation.method().equals("GET")) {
            return gateway.history().get(path + query);
        }
        return gateway.history().post(path + query, example(operation), "application/json");
    }
}
