package io.tallygate.match.condition;

import java.util.List;

/**
 * A path pattern over decoded segments, in time linear to the path for each wildcard: a literal, {@code ?} for one
 * character, {@code *} for any number inside a segment, <code>{name}</code> for a segment that is not empty, and a
 * trailing {@code **} for the rest of the path. It agrees with Spring's PathPattern on this subset, but for two corners:
 * PathPattern tells a segment of nothing but path parameters from an empty one, and beside a {@code *} its {@code ?} is
 * one code point, where here it is always one UTF-16 unit.
 */
final class SegmentPattern {

    private final String[] segments;
    private final boolean openEnded;

    SegmentPattern(String path) {
        List<String> all = PathText.split(path);
        this.openEnded = all.get(all.size() - 1).equals("**");
        this.segments = all.subList(0, openEnded ? all.size() - 1 : all.size()).toArray(new String[0]);
    }

    boolean matches(List<String> path) {
        if (openEnded ? path.size() < segments.length : path.size() != segments.length) {
            return false;
        }
        for (int i = 0; i < segments.length; i++) {
            boolean inside = openEnded || i < segments.length - 1;
            if (!segmentMatches(segments[i], path.get(i), inside)) {
                return false;
            }
        }
        return true;
    }

    private static boolean segmentMatches(String pattern, String text, boolean inside) {
        if (pattern.equals("*")) {
            // As in PathPattern, a lone star takes an empty segment only at the end of the path.
            return !inside || !text.isEmpty();
        }
        if (pattern.startsWith("{")) {
            return !text.isEmpty();
        }
        return globMatches(pattern, text);
    }

    private static boolean globMatches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : '\0';
            if (p < pattern.length() && wanted == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (wanted == '?' || wanted == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
