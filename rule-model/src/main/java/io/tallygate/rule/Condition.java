package io.tallygate.rule;

import java.util.List;

/** One thing that must hold for a rule to match. */
public sealed interface Condition {

    /** The part of the request that this condition looks at. */
    Strategy strategy();

    /** The path, as {@code mode} compares it. */
    record Path(PathMode mode, String path) implements Condition {
        @Override
        public Strategy strategy() {
            return Strategy.API;
        }
    }

    /**
     * A parameter, cookie or header; it holds if any of its values in the request does.
     *
     * @param strategy param, cookie or header
     * @param key the name; of a header without regard to case
     * @param test what a value must be
     */
    record Value(Strategy strategy, String key, ValueTest test) implements Condition {}

    /** The body, decoded as text, or as JSON. */
    record Body(BodyTest test) implements Condition {
        @Override
        public Strategy strategy() {
            return Strategy.BODY;
        }
    }

    /** What a value of a parameter, cookie or header must be. */
    sealed interface ValueTest {
        /** One of these, letter for letter. */
        record AnyOf(List<String> values) implements ValueTest {
            public AnyOf {
                values = List.copyOf(values);
            }
        }

        /** Matched whole by this RE2 expression. */
        record Regex(String regex) implements ValueTest {}

        /** There, whatever its value. */
        record Present() implements ValueTest {}
    }

    /** What a body must be. */
    sealed interface BodyTest {
        /** This text and nothing else. */
        record Exact(String value) implements BodyTest {}

        /** Text with this in it. */
        record Contains(String value) implements BodyTest {}

        /** Matched whole by this RE2 expression, in which a dot also matches a line break. */
        record Regex(String regex) implements BodyTest {}

        /** JSON with one of these values at this pointer (RFC 6901). */
        record Json(String pointer, List<String> values) implements BodyTest {
            public Json {
                values = List.copyOf(values);
            }
        }
    }
}
