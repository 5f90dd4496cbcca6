package io.tallygate.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/configuration.md tells every property with its default, and none that is not there. */
class ConfigurationDocsTest {

    private static final Pattern ROW = Pattern.compile("\\| `(tallygate\\.[a-z.-]+)` \\| (?:`([^`]*)`)? ?\\|.*");

    @Test
    void tellsEveryPropertyWithItsDefault() throws IOException {
        assertThat(documented()).isEqualTo(generated());
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                properties.put(row.group(1), row.group(2) == null ? "" : row.group(2));
            }
        }
        return properties;
    }

    private static Map<String, String> generated() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        try (InputStream metadata =
                TallygateProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            for (JsonNode property : new JsonMapper().readTree(metadata).get("properties")) {
                properties.put(property.get("name").asString(), text(property.get("defaultValue")));
            }
        }
        return properties;
    }

    private static String text(JsonNode value) {
        if (value == null) {
            return "";
        }
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                // The processor writes some lists as one text in brackets.
                : value.asString().replaceAll("^\\[|]$", "").replace(", ", ",");
    }
}
