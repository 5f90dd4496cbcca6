package io.tallygate.admin.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;

/**
 * The paths that are the API's own: all under its base path. They are recognised in any disguise that somebody further
 * on might see through, so that none of them reaches a route; but only those written plainly are answered.
 */
final class AdminPaths {

    /** Whose a path is. */
    enum Owner {
        /** Somebody else's. */
        OTHERS,
        /** Ours, and not written as it should be. */
        DISGUISED,
        /** The page's. */
        PAGE,
        /** The API's. */
        API
    }

    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");

    private final String base;
    private final String api;
    private final List<String> segments;

    AdminPaths(String base) {
        this.base = base;
        this.api = base + "/api";
        this.segments = resolved(PathContainer.parsePath(base));
    }

    Owner of(PathContainer path) {
        String text = path.value();
        if (isUnder(api, text)) {
            return Owner.API;
        }
        if (isUnder(base, text)) {
            return Owner.PAGE;
        }
        List<String> found = resolved(path);
        boolean ours = found.size() >= segments.size()
                && found.subList(0, segments.size()).equals(segments);
        return ours ? Owner.DISGUISED : Owner.OTHERS;
    }

    private static boolean isUnder(String base, String path) {
        return path.startsWith(base) && (path.length() == base.length() || path.charAt(base.length()) == '/');
    }

    /** The path's segments as the most forgiving reader would understand them. */
    private static List<String> resolved(PathContainer path) {
        Deque<String> segments = new ArrayDeque<>();
        for (PathContainer.Element element : path.elements()) {
            if (element instanceof PathSegment segment) {
                for (String part : SEPARATORS.split(segment.valueToMatch(), -1)) {
                    add(part.split(";", 2)[0].toLowerCase(Locale.ROOT), segments);
                }
            }
        }
        return List.copyOf(segments);
    }

    private static void add(String segment, Deque<String> segments) {
        if (segment.equals("..")) {
            segments.pollLast();
        } else if (!segment.isEmpty() && !segment.equals(".")) {
            segments.addLast(segment);
        }
    }
}
