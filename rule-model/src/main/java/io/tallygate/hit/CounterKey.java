package io.tallygate.hit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The name of a counter. Its text form is {@code kind|id|service|node|label}; in each part the characters
 * <code>| % { }</code> and the control characters are written as {@code %} and two hexadecimal digits.
 *
 * @param kind what the hit is counted under
 * @param id the rule's or route's id; "-" for {@link HitKind#NONE} and {@link HitKind#NODE}
 * @param service the service id, "-" where there is none
 * @param node the instance id, the authority for a plain URL, "-" where none was attempted
 * @param label reserved for dimensions of the user's own; empty for now
 */
public record CounterKey(HitKind kind, String id, String service, String node, String label) {

    /** What stands for an absent part. */
    public static final String ABSENT = "-";

    /** The id under which hits are counted that found no room for a counter of their own. */
    public static final String OTHER = "__other__";

    /** A key without a label. */
    public static CounterKey of(HitKind kind, String id, String service, String node) {
        return new CounterKey(kind, id, service, node, "");
    }

    /** The key of a node's attempts. */
    public static CounterKey ofNode(String service, String node) {
        return of(HitKind.NODE, ABSENT, service, node);
    }

    /** Where hits of a kind go that found no room for a counter of their own. */
    public static CounterKey other(HitKind kind) {
        return of(kind, OTHER, ABSENT, ABSENT);
    }

    /** The text form. */
    public String format() {
        return prefix(kind, id, service, node) + escape(label);
    }

    /** What the text forms of all keys begin with whose first parts are these. */
    public static String prefix(HitKind kind, String... parts) {
        StringBuilder text = new StringBuilder(kind.word()).append('|');
        for (String part : parts) {
            text.append(escape(part)).append('|');
        }
        return text.toString();
    }

    /**
     * The key of a text form.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CounterKey parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("counter key must be kind|id|service|node|label: \"" + text + "\"");
        }
        HitKind kind = HitKind.parse(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("unknown kind of hit: \"" + parts[0] + "\""));
        return new CounterKey(kind, unescape(parts[1]), unescape(parts[2]), unescape(parts[3]), unescape(parts[4]));
    }

    private static String escape(String part) {
        StringBuilder escaped = null;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean reserved = c == '|' || c == '%' || c == '{' || c == '}' || c < ' ' || c == 0x7F;
            if (reserved && escaped == null) {
                escaped = new StringBuilder(part.length() + 8).append(part, 0, i);
            }
            if (escaped != null && reserved) {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? part : escaped.toString();
    }

    private static String unescape(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        StringBuilder text = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) != '%') {
                text.append(part.charAt(i));
            } else if (i + 2 < part.length()
                    && HexFormat.isHexDigit(part.charAt(i + 1))
                    && HexFormat.isHexDigit(part.charAt(i + 2))) {
                text.append((char) HexFormat.fromHexDigits(part, i + 1, i + 3));
                i += 2;
            } else {
                throw new IllegalArgumentException("broken escape in a counter key: \"" + part + "\"");
            }
        }
        return text.toString();
    }

    /**
     * What decides the shard: counters that are read together lie together.
     *
     * @return kind and id, of a node its service and name, in UTF-8
     */
    public byte[] shardText() {
        String text = kind == HitKind.NODE ? prefix(kind, service, node) : prefix(kind, id);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
