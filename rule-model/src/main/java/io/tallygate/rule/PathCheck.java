package io.tallygate.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Checks the path of a condition against the grammar of its mode. */
final class PathCheck {

    private static final java.util.regex.Pattern VARIABLE =
            java.util.regex.Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_]*}");

    private final Problems problems;
    private final String field;

    PathCheck(Problems problems, String field) {
        this.problems = problems;
        this.field = field;
    }

    void check(PathMode mode, String path) {
        if (path.isEmpty()) {
            return;
        }
        switch (mode) {
            case REGEX -> regex(path);
            case EXACT -> rooted(mode, path);
            case PREFIX -> {
                rooted(mode, path);
                if (path.length() > 1 && path.endsWith("/")) {
                    problems.add(field, path, "not end with '/' in mode prefix, which compares whole segments");
                }
            }
            case PATTERN -> {
                rooted(mode, path);
                pattern(path);
            }
        }
    }

    private void regex(String path) {
        try {
            Pattern.compile(path);
        } catch (PatternSyntaxException e) {
            problems.add(field, path, "be in RE2 syntax (" + e.getDescription() + ")");
        }
    }

    private void rooted(PathMode mode, String path) {
        if (path.charAt(0) != '/') {
            problems.add(field, path, "start with '/' in mode " + mode.word());
        }
    }

    private void pattern(String path) {
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            String segment = segments[i];
            boolean last = i == segments.length - 1;
            if (segment.contains("**") && !(segment.equals("**") && last)) {
                problems.add(field, path, "hold \"**\" only as its whole last segment");
            } else if ((segment.contains("{") || segment.contains("}"))
                    && !VARIABLE.matcher(segment).matches()) {
                problems.add(field, path, "hold a variable only as a whole segment, such as \"{name}\"");
            }
        }
    }
}
