package io.tallygate.rule;

import java.util.regex.Pattern;

/** Checks the path of a condition against the grammar of its mode. */
final class PathCheck {

    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_]*}");

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
            case REGEX -> new RegexCheck(problems, field).check(path);
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
