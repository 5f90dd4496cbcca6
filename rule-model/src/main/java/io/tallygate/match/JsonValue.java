package io.tallygate.match;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.filter.FilteringParserDelegate;
import tools.jackson.core.filter.JsonPointerBasedFilter;
import tools.jackson.core.filter.TokenFilter;
import tools.jackson.core.json.JsonFactory;

/** Finds the scalar at a JSON pointer (RFC 6901) by streaming; no tree is built, and reading stops at the scalar. */
final class JsonValue {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonPointer pointer;

    JsonValue(String pointer) {
        this.pointer = JsonPointer.compile(pointer);
    }

    /** The scalar as it is written in the body (a string without its quotes), or nothing: also for what is no JSON. */
    Optional<String> find(byte[] body) {
        try (JsonParser parser = new FilteringParserDelegate(
                JSON.createParser(ObjectReadContext.empty(), body),
                new JsonPointerBasedFilter(pointer),
                TokenFilter.Inclusion.ONLY_INCLUDE_ALL,
                false)) {
            JsonToken token = parser.nextToken();
            return token != null && token.isScalarValue() ? Optional.of(parser.getString()) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
