package io.tallygate.match.condition;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;

/** The segments that a raw path gives: one after each separator, decoded, without its path parameters. */
public final class Segments {

    private Segments() {}

    public static List<String> of(String rawPath) {
        return of(PathContainer.parsePath(rawPath));
    }

    public static List<String> of(PathContainer path) {
        List<String> segments = new ArrayList<>();
        for (PathContainer.Element element : path.elements()) {
            if (element instanceof PathSegment segment) {
                segments.set(segments.size() - 1, segment.valueToMatch());
            } else {
                segments.add("");
            }
        }
        return segments;
    }
}
