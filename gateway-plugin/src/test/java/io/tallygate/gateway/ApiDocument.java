package io.tallygate.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docs/openapi.yaml, as a client would read it. */
final class ApiDocument {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    /** One call. */
    record Operation(String method, String path, List<Parameter> parameters, JsonNode node) {
        String name() {
            return method + " " + path;
        }
    }

    /** A parameter, with its schema and the examples of its values. */
    record Parameter(String name, String in, boolean required, JsonNode schema, List<String> examples) {}

    static ApiDocument read() {
        try (Reader file = Files.newBufferedReader(Path.of("../docs/openapi.yaml"))) {
            Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new ApiDocument(JSON.valueToTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.get("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> operations.add(operation(
                                method.toUpperCase(Locale.ROOT),
                                path.getKey(),
                                path.getValue().path("parameters"),
                                path.getValue().get(method)))));
        return operations;
    }

    private Operation operation(String method, String path, JsonNode shared, JsonNode node) {
        List<Parameter> parameters = new ArrayList<>();
        shared.forEach(parameter -> parameters.add(parameter(resolved(parameter))));
        node.path("parameters").forEach(parameter -> parameters.add(parameter(resolved(parameter))));
        return new Operation(method, path, parameters, node);
    }

    private Parameter parameter(JsonNode node) {
        List<String> examples = new ArrayList<>();
        if (node.has("example")) {
            examples.add(node.get("example").asText());
        }
        node.path("examples")
                .forEach(example -> examples.add(example.get("value").asText()));
        return new Parameter(
                node.get("name").asText(),
                node.get("in").asText(),
                node.path("required").asBoolean(),
                resolved(node.get("schema")),
                examples);
    }

    /** What is meant by a node, or by what it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** What is wrong with an answer to a call; nothing if it is as the document says. */
    List<String> faults(Operation operation, int status, String type, String body) throws IOException {
        JsonNode responses = operation.node.get("responses");
        JsonNode response = responses.has(Integer.toString(status))
                ? responses.get(Integer.toString(status))
                : responses.path(status / 100 + "XX");
        if (response.isMissingNode()) {
            return List.of("status " + status + " is not in the document");
        }
        String mediaType = type.replaceAll(";.*", "");
        if (!resolved(response).has("content")) {
            return body.isEmpty() ? List.of() : List.of("a body is not in the document for status " + status);
        }
        JsonNode content = resolved(response).path("content").path(mediaType);
        if (content.isMissingNode()) {
            return List.of("type " + type + " is not in the document for status " + status);
        }
        return mediaType.endsWith("json") ? faults(content.get("schema"), JSON.readTree(body)) : List.of();
    }

    /** What may be sent with a call, or is answered. */
    record Example(String type, String name, JsonNode schema, JsonNode value) {

        /** As it is sent. */
        String text() {
            return type.endsWith("yaml") && !value.isTextual()
                    ? new Yaml().dump(JSON.convertValue(value, Object.class))
                    : value.isTextual() ? value.asText() : value.toString();
        }
    }

    /** The examples of what a call takes. */
    List<Example> requests(Operation operation) {
        return operation.node.has("requestBody") ? examples(resolved(operation.node.get("requestBody"))) : List.of();
    }

    /** The examples of what it answers when all is well. */
    List<Example> answers(Operation operation) {
        return operation.node.get("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .flatMap(response -> examples(resolved(response.getValue())).stream())
                .toList();
    }

    private List<Example> examples(JsonNode holder) {
        List<Example> examples = new ArrayList<>();
        holder.path("content").properties().forEach(content -> {
            JsonNode schema = content.getValue().get("schema");
            if (content.getValue().has("example")) {
                examples.add(new Example(
                        content.getKey(), "", schema, content.getValue().get("example")));
            }
            content.getValue()
                    .path("examples")
                    .properties()
                    .forEach(example -> examples.add(new Example(
                            content.getKey(),
                            example.getKey(),
                            schema,
                            resolved(example.getValue()).get("value"))));
        });
        return examples;
    }

    /** What of an example is not as its schema says. */
    List<String> faults(Example example) {
        return faults(example.schema, example.value);
    }

    private List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", root.get("components"));
        whole.setAll((ObjectNode) schema);
        Set<ValidationMessage> messages = SCHEMAS.getSchema(whole).validate(value);
        return messages.stream().map(ValidationMessage::getMessage).toList();
    }
}
