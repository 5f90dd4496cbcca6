package io.tallygate.match.index;

import io.tallygate.rule.Strategy;
import java.util.List;

/** Something that a request must have for a rule to match, by which the rule is filed and found. */
sealed interface Anchor {

    /** This host, or one that ends with what follows the star. */
    record Host(String host) implements Anchor {}

    record Method(String method) implements Anchor {}

    record ExactPath(List<String> segments) implements Anchor {}

    /** A path of these segments, and more of them if it is open-ended. */
    record PathPattern(List<Segment> segments, boolean openEnded) implements Anchor {}

    /** A path with this text in it. */
    record PathHolds(String text) implements Anchor {}

    /** A parameter, cookie or header; a header's key is in lower case. */
    record Key(Strategy source, String key) implements Anchor {}

    record Value(Key of, String value) implements Anchor {}

    /** A value with this text in it. */
    record ValueHolds(Key of, String text) implements Anchor {}

    record BodyIs(String text) implements Anchor {}

    record BodyHolds(String text) implements Anchor {}

    /** A segment of a pattern: a literal, a text with wildcards in it, or any. */
    record Segment(Form form, String text) {
        enum Form {
            LITERAL,
            GLOB,
            ANY
        }

        static Segment literal(String text) {
            return new Segment(Form.LITERAL, text);
        }

        static Segment pattern(String text) {
            if (text.equals("*") || text.startsWith("{")) {
                return new Segment(Form.ANY, "");
            }
            return text.contains("*") || text.contains("?") ? new Segment(Form.GLOB, text) : literal(text);
        }
    }

    /** A body with this scalar at this JSON pointer. */
    record BodyAt(String pointer, String value) implements Anchor {}
}
