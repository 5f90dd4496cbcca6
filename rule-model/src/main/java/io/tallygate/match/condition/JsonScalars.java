package io.tallygate.match.condition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds the scalars at some JSON pointers (RFC 6901) in one pass over a text. It streams: no tree is built, what no
 * pointer leads into is skipped, and reading stops when somebody has what he wants. Where an object has a name twice, the
 * first value at a pointer counts. What follows a malformed place is not found; what came before it is.
 *
 * @param <V> what is kept for each pointer
 */
public final class JsonScalars<V> {

    private static final JsonFactory JSON = new JsonFactory();

    private final Step<V> root;
    private final int pointers;

    private JsonScalars(Step<V> root, int pointers) {
        this.root = root;
        this.pointers = pointers;
    }

    /** One step of the pointers, and what is kept for the pointer that ends here. */
    private static final class Step<V> {
        private final Map<String, Step<V>> next = new HashMap<>(2);
        private @Nullable V kept;
    }

    /** What is kept for each pointer. */
    public static <V> JsonScalars<V> at(Map<String, V> byPointer) {
        Step<V> root = new Step<>();
        byPointer.forEach((text, kept) -> {
            Step<V> step = root;
            for (String name : names(text)) {
                step = step.next.computeIfAbsent(name, n -> new Step<>());
            }
            step.kept = kept;
        });
        return new JsonScalars<>(root, byPointer.size());
    }

    private static List<String> names(String pointer) {
        List<String> names = new ArrayList<>();
        for (JsonPointer at = JsonPointer.compile(pointer); !at.matches(); at = at.tail()) {
            names.add(at.getMatchingProperty());
        }
        return names;
    }

    /**
     * Whether this holds for any scalar at a pointer; asked until it does. A scalar is given as it is written in the
     * text, a string without its quotes and escapes.
     */
    public boolean any(byte[] json, BiPredicate<V, String> wanted) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return false;
            }
            Walk walk = new Walk(parser, wanted);
            walk.value(root, first);
            return walk.found;
        } catch (JacksonException e) {
            return false;
        }
    }

    private final class Walk {
        private final JsonParser parser;
        private final BiPredicate<V, String> wanted;
        private final Set<Step<V>> met = new HashSet<>(4);
        private boolean found;

        Walk(JsonParser parser, BiPredicate<V, String> wanted) {
            this.parser = parser;
            this.wanted = wanted;
        }

        /** Reads the value that begins with this token, at this step. True when nothing more has to be read. */
        private boolean value(Step<V> step, JsonToken token) {
            boolean first = step.kept != null && met.add(step);
            if (token.isScalarValue()) {
                found = first && wanted.test(step.kept, parser.getString());
                return found || met.size() == pointers;
            }
            if (met.size() == pointers) {
                return true;
            }
            if (step.next.isEmpty()) {
                parser.skipChildren();
                return false;
            }
            return token == JsonToken.START_OBJECT ? object(step) : array(step);
        }

        private boolean object(Step<V> step) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                Step<V> next = step.next.get(parser.currentName());
                if (inside(next, parser.nextToken())) {
                    return true;
                }
            }
            return false;
        }

        private boolean array(Step<V> step) {
            int i = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (inside(step.next.get(Integer.toString(i++)), token)) {
                    return true;
                }
            }
            return false;
        }

        private boolean inside(@Nullable Step<V> next, JsonToken token) {
            if (next != null) {
                return value(next, token);
            }
            parser.skipChildren();
            return false;
        }
    }
}
