package io.tallygate.admin.rules.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.Quote;
import io.tallygate.admin.call.RefusedException;
import io.tallygate.rule.InvalidRuleException;
import io.tallygate.rule.Problem;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleReader;
import io.tallygate.rule.RuleWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads rules as they are sent, and says what is wrong with them. */
public final class Drafts {

    /** The most that one rule may take, as JSON. */
    public static final int LARGEST = 64 * 1024;

    private static final int DEEPEST = 20;

    /** Values are taken as they are: no number for a text, and no text for a number. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, Drafts::refuseOthers)
            .withCoercionConfig(LogicalType.Integer, Drafts::refuseOthers)
            .withCoercionConfig(LogicalType.Boolean, Drafts::refuseOthers)
            .build();

    private Drafts() {}

    private static void refuseOthers(MutableCoercionConfig config) {
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** Text as it was sent; broken UTF-8 is refused. */
    public static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequestException("the body", "must be text in UTF-8");
        }
    }

    /** The JSON of a text. */
    public static JsonNode json(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new BadRequestException("the body", "must be JSON: " + e.getOriginalMessage() + where);
        }
        if (json.isMissingNode()) {
            throw new BadRequestException("the body", "must be JSON, but it is empty");
        }
        return encodable(json);
    }

    /** The same, unless it cannot be kept. */
    public static JsonNode encodable(JsonNode json) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(json.toString())) {
            throw new BadRequestException("the body", "must be text in UTF-8: it holds half of a surrogate pair");
        }
        return json;
    }

    /**
     * The draft that is written there.
     *
     * @param where what the JSON is a part of, such as "rules[3]."; empty for all of it
     */
    public static RuleDraft draft(JsonNode json, String where) {
        String whole = where.isEmpty() ? "the body" : where.substring(0, where.length() - 1);
        if (!json.isObject()) {
            throw new BadRequestException(whole, "must be an object with a rule: " + quote(json));
        }
        if (json.toString().length() > LARGEST) {
            throw new RefusedException(
                    HttpStatus.CONTENT_TOO_LARGE, whole + " must be at most " + LARGEST + " characters of JSON");
        }
        try {
            return JSON.treeToValue(json, RuleDraft.class);
        } catch (UnrecognizedPropertyException e) {
            Collection<Object> known = e.getKnownPropertyIds() == null ? List.of() : e.getKnownPropertyIds();
            throw new BadRequestException(
                    "\"" + where + path(e) + "\"",
                    "is no field of a rule; there are "
                            + String.join(
                                    ", ",
                                    known.stream().map(String::valueOf).sorted().toList()));
        } catch (JacksonException e) {
            String text = written(at(json, e));
            Problem problem = new Problem(where + path(e), text, "be " + kind(e));
            throw new RefusedException(
                    HttpStatus.BAD_REQUEST,
                    problem.field() + " must " + problem.expected() + ": " + Quote.of(text),
                    Map.of("problems", List.of(problem)));
        }
    }

    /** Refuses fields of an object that nobody knows. */
    public static void allow(JsonNode object, String of, String... known) {
        if (!object.isObject()) {
            throw new BadRequestException("the body", "must be an object: " + quote(object));
        }
        for (String name : object.propertyNames()) {
            if (!List.of(known).contains(name)) {
                throw new BadRequestException(
                        "\"" + name + "\"", "is no field of " + of + "; there is " + String.join(", ", known));
            }
        }
    }

    /** The rule that a draft is, or a problem with everything that is wrong with it. */
    public static Rule rule(RuleDraft draft) {
        try {
            return RuleReader.read(draft);
        } catch (InvalidRuleException e) {
            throw new RefusedException(
                    HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()), Map.of("problems", e.problems()));
        }
    }

    /** A draft as it is kept: with its defaults spelled out. */
    public static RuleDraft normal(RuleDraft draft) {
        return RuleWriter.write(rule(draft));
    }

    /** A draft as JSON. */
    public static JsonNode tree(RuleDraft draft) {
        return JSON.valueToTree(draft);
    }

    /** A draft as maps and lists. */
    public static Map<?, ?> map(RuleDraft draft) {
        return JSON.convertValue(draft, LinkedHashMap.class);
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        e.getPath().forEach(step -> {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        });
        return path.toString();
    }

    private static JsonNode at(JsonNode json, JacksonException e) {
        JsonNode at = json;
        for (JacksonException.Reference step : e.getPath()) {
            at = step.getPropertyName() == null ? at.path(step.getIndex()) : at.path(step.getPropertyName());
        }
        return at;
    }

    private static String kind(JacksonException e) {
        Class<?> type = e instanceof MismatchedInputException mismatched ? mismatched.getTargetType() : null;
        if (type == null) {
            return "as a rule has it";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Integer.class) {
            return "a whole number";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String quote(JsonNode value) {
        return Quote.of(written(value));
    }

    private static String written(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }
}
