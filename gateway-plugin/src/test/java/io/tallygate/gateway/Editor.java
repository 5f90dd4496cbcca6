package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes a gateway's rules as an operator would: over HTTP. */
final class Editor {

    /** What a gateway needs that lets its rules be changed. */
    static final String[] LETS_CHANGE = {
        "tallygate.admin.access=read-write", "tallygate.admin.tokens.write=only-for-the-tests-of-rules"
    };

    private static final String TOKEN = "Bearer only-for-the-tests-of-rules";
    private static final JsonMapper JSON = new JsonMapper();

    private final History api;

    Editor(TestGateway gateway) {
        this.api = gateway.history();
    }

    /** A rule that sends what is below a path to a node of the service order. */
    static String rule(String id, String path, String node) {
        return """
                {"id": "%s", "strategy": "api", "match": {"path": "%s"}, "target": {"service": "order", "node": "%s"}}""".formatted(id, path, node);
    }

    /** A document of such rules: "r1" takes "/r/1". */
    static String rules(int from, int to, String node) {
        return IntStream.range(from, to)
                .mapToObj(i -> rule("r" + i, "/r/" + i, node))
                .collect(Collectors.joining(",", "{\"rules\":[", "]}"));
    }

    HttpResponse<String> post(String path, String json) {
        return send("POST", path, json, "Content-Type", "application/json");
    }

    HttpResponse<String> put(String path, String ifMatch, String json) {
        return send("PUT", path, json, "Content-Type", "application/json", "If-Match", ifMatch);
    }

    HttpResponse<String> patch(String path, String ifMatch, String json) {
        return send("PATCH", path, json, "Content-Type", "application/merge-patch+json", "If-Match", ifMatch);
    }

    HttpResponse<String> delete(String path, String ifMatch) {
        return send("DELETE", path, "", "If-Match", ifMatch);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", TOKEN));
        return api.send(method, path, body, all.toArray(String[]::new));
    }

    HttpResponse<String> get(String path) {
        return api.get(path);
    }

    JsonNode json(String path) {
        return api.json(path);
    }

    /** Creates a rule; gives its ETag. */
    String created(String rule) {
        return tag(ok(post("/rules", rule), 201));
    }

    static HttpResponse<String> ok(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response;
    }

    static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    static JsonNode body(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static String detail(HttpResponse<String> response, int status) {
        return body(ok(response, status)).get("detail").asString();
    }
}
