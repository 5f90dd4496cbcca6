package io.tallygate.admin.rules.transfer;

import io.tallygate.admin.call.BadRequestException;
import java.io.StringReader;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML as the JSON that it says: no anchors, no tags, no key twice, and of the plain words only true, false, null and
 * whole numbers are anything but texts, so that a country "no" stays one.
 */
final class YamlText {

    private static final int DEEPEST = 20;
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Iterator<Event> events;

    private YamlText(Iterator<Event> events) {
        this.events = events;
    }

    static JsonNode read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            return new YamlText(new Yaml(options).parse(new StringReader(text)).iterator()).document();
        } catch (MarkedYAMLException e) {
            throw new BadRequestException("the body", "must be YAML: " + e.getProblem() + at(e));
        } catch (YAMLException e) {
            throw new BadRequestException("the body", "must be YAML: " + e.getMessage());
        }
    }

    private static String at(MarkedYAMLException e) {
        return e.getProblemMark() == null ? "" : " (line " + (e.getProblemMark().getLine() + 1) + ")";
    }

    private static String at(Event event) {
        return "line " + (event.getStartMark().getLine() + 1);
    }

    private JsonNode document() {
        events.next();
        if (events.next() instanceof StreamEndEvent) {
            throw new BadRequestException("the body", "must be YAML, but it is empty");
        }
        JsonNode root = node(events.next(), 1);
        while (!(events.next() instanceof DocumentEndEvent)) {
            // nothing else comes before the document's end
        }
        if (!(events.next() instanceof StreamEndEvent)) {
            throw new BadRequestException("the body", "must be a single YAML document");
        }
        return root;
    }

    private JsonNode node(Event event, int depth) {
        plain(event);
        if (depth > DEEPEST) {
            throw new BadRequestException("the body", "must not be nested deeper than " + DEEPEST + ": " + at(event));
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        return event instanceof SequenceStartEvent ? list(depth) : object(depth);
    }

    private static void plain(Event event) {
        if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
            throw new BadRequestException("the body", "must not use anchors and aliases: " + at(event));
        }
        boolean tagged = (event instanceof ScalarEvent scalar && scalar.getTag() != null)
                || (event instanceof SequenceStartEvent list && list.getTag() != null)
                || (event instanceof MappingStartEvent object && object.getTag() != null);
        if (tagged) {
            throw new BadRequestException("the body", "must not use tags: " + at(event));
        }
    }

    private static JsonNode scalar(ScalarEvent scalar) {
        String value = scalar.getValue();
        if (!scalar.isPlain()) {
            return NODES.stringNode(value);
        }
        if (NUMBER.matcher(value).matches()) {
            return NODES.numberNode(Long.parseLong(value));
        }
        return switch (value) {
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            case "", "~", "null" -> NODES.nullNode();
            default -> NODES.stringNode(value);
        };
    }

    private JsonNode list(int depth) {
        ArrayNode list = NODES.arrayNode();
        for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
            list.add(node(next, depth + 1));
        }
        return list;
    }

    private JsonNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            plain(next);
            if (!(next instanceof ScalarEvent key)) {
                throw new BadRequestException("the body", "must have texts for keys: " + at(next));
            }
            if (object.has(key.getValue())) {
                throw new BadRequestException(
                        "the body", "must not have a key twice: \"" + key.getValue() + "\" (" + at(next) + ")");
            }
            object.set(key.getValue(), node(events.next(), depth + 1));
        }
        return object;
    }
}
