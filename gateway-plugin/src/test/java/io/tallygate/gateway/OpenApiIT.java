package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static org.assertj.core.api.Assertions.assertThat;

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
        eventually(() -> gateway.history().rule("failing").get("failure"), 1L);
        eventually(() -> gateway.history().node("order", "order-1").get("success"), 2L);
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
        return gateway.history()
                .post(path + query, DOCUMENT.requests(operation).get(0).text(), "application/json");
    }
}
