package io.tallygate.match.text;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a text must hold for an RE2 regex to match it: one of some literals. It reads as much of the syntax as it is
 * sure of; where it is not, nothing is required, and the regex has to be tried on every text.
 */
public final class RequiredText {

    private static final int MOST_LITERALS = 32;
    private static final int DEEPEST = 100;
    private static final String OPAQUE = "dDwWsSbBAzntafrv";

    private final String regex;
    private int at;
    private int depth;

    private RequiredText(String regex) {
        this.regex = regex;
    }

    /** A part of the syntax that is not read. */
    private static final class Unread extends Exception {
        Unread() {
            super(null, null, false, false);
        }
    }

    /** The literals of which a matching text holds at least one; empty where nothing is known to be required. */
    public static Set<String> of(String regex) {
        try {
            RequiredText reader = new RequiredText(regex);
            Set<String> required = reader.alternatives();
            return required == null || reader.at < regex.length() ? Set.of() : required;
        } catch (Unread e) {
            return Set.of();
        }
    }

    private @Nullable Set<String> alternatives() throws Unread {
        Set<String> all = new HashSet<>();
        boolean known = true;
        do {
            Set<String> one = sequence();
            known = known && one != null;
            if (one != null) {
                all.addAll(one);
            }
        } while (accept('|'));
        return known && all.size() <= MOST_LITERALS ? all : null;
    }

    /** The best that any part of a sequence requires: the parts are all required. */
    private @Nullable Set<String> sequence() throws Unread {
        Set<String> best = null;
        StringBuilder run = new StringBuilder();
        while (at < regex.length() && peek() != '|' && peek() != ')') {
            String literal = literal();
            if (literal != null) {
                int least = repetitions();
                if (least > 0) {
                    run.append(literal);
                }
                if (least != 1) {
                    best = better(best, run);
                }
                continue;
            }
            best = better(best, run);
            Set<String> part = part();
            if (repetitions() != 0) {
                best = better(best, part);
            }
        }
        return better(best, run);
    }

    private static @Nullable Set<String> better(@Nullable Set<String> best, StringBuilder run) {
        Set<String> other = run.length() == 0 ? null : Set.of(run.toString());
        run.setLength(0);
        return better(best, other);
    }

    private static @Nullable Set<String> better(@Nullable Set<String> a, @Nullable Set<String> b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return shortest(b) > shortest(a) ? b : a;
    }

    private static int shortest(Set<String> literals) {
        return literals.stream().mapToInt(String::length).min().orElse(0);
    }

    /** A literal character, if one stands here. */
    private @Nullable String literal() throws Unread {
        char c = peek();
        if (c == '\\') {
            if (at + 1 == regex.length()) {
                throw new Unread();
            }
            char escaped = regex.charAt(at + 1);
            if (escaped > 127) {
                throw new Unread();
            }
            if (Character.isLetterOrDigit(escaped)) {
                return null;
            }
            at += 2;
            return String.valueOf(escaped);
        }
        if ("([.^$*+?".indexOf(c) >= 0) {
            return null;
        }
        int end = regex.offsetByCodePoints(at, 1);
        String literal = regex.substring(at, end);
        at = end;
        return literal;
    }

    /** Something other than a literal character: what it requires, if anything. */
    private @Nullable Set<String> part() throws Unread {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> {
                skipClass();
                yield null;
            }
            case '.', '^', '$' -> null;
            case '\\' -> {
                if (OPAQUE.indexOf(regex.charAt(at++)) < 0) {
                    throw new Unread();
                }
                yield null;
            }
            default -> throw new Unread();
        };
    }

    private @Nullable Set<String> group() throws Unread {
        if ((accept('?') && !accept(':')) || ++depth > DEEPEST) {
            throw new Unread();
        }
        Set<String> inside = alternatives();
        if (!accept(')')) {
            throw new Unread();
        }
        depth--;
        return inside;
    }

    private void skipClass() throws Unread {
        accept('^');
        boolean first = true;
        while (at < regex.length() && (first || peek() != ']')) {
            first = false;
            if (peek() == '[' && regex.startsWith("[:", at)) {
                int end = regex.indexOf(":]", at + 2);
                if (end < 0) {
                    throw new Unread();
                }
                at = end + 2;
            } else {
                at += peek() == '\\' ? 2 : 1;
            }
        }
        if (!accept(']')) {
            throw new Unread();
        }
    }

    /** How often what came just before must occur: 1 where no repetition follows, else its least, at most 2. */
    private int repetitions() throws Unread {
        if (at == regex.length()) {
            return 1;
        }
        int least;
        switch (peek()) {
            case '*', '?' -> {
                least = 0;
                at++;
            }
            case '+' -> {
                least = 2;
                at++;
            }
            case '{' -> least = counted();
            default -> {
                return 1;
            }
        }
        accept('?');
        if (at < regex.length() && "*+?{".indexOf(peek()) >= 0) {
            throw new Unread();
        }
        return least;
    }

    /** A counted repetition. A brace that is none is a literal to RE2; it is not read. */
    private int counted() throws Unread {
        int end = regex.indexOf('}', at);
        String counts = end < 0 ? "" : regex.substring(at + 1, end);
        if (!counts.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
            throw new Unread();
        }
        at = end + 1;
        return Integer.parseInt(counts.split(",", -1)[0]) == 0 ? 0 : 2;
    }

    private char peek() {
        return regex.charAt(at);
    }

    private boolean accept(char c) {
        if (at < regex.length() && peek() == c) {
            at++;
            return true;
        }
        return false;
    }
}
