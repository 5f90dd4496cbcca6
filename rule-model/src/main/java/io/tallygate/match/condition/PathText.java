package io.tallygate.match.condition;

import java.util.List;

/** A path as text, and as segments. */
public final class PathText {

    private PathText() {}

    /** The segments of a path that begins with a slash, as it stands: nothing is decoded. */
    public static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The text that a regex is matched with: a slash before each segment. */
    public static String join(List<String> segments) {
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }
}
