package io.tallygate.hit;

import java.util.EnumMap;
import java.util.Map;

/** Reads the text form of {@link Counts}, character by character: tens of thousands are read for one look at today. */
final class CountsReader {

    private static final int MOST_DIGITS = 18;

    private final String text;
    private final int from;
    private int at;

    /** Reads a text from an index on. */
    CountsReader(String text, int from) {
        this.text = text;
        this.from = from;
        this.at = from;
    }

    Counts read() {
        long success = number();
        colon();
        long failure = number();
        long cancelled = 0;
        Map<Cause, Long> causes = Map.of();
        if (!isAtEnd()) {
            colon();
            cancelled = number();
            if (!isAtEnd()) {
                colon();
                causes = causes();
            }
        }
        return new Counts(success, failure, cancelled, causes);
    }

    private Map<Cause, Long> causes() {
        Map<Cause, Long> causes = new EnumMap<>(Cause.class);
        do {
            char letter = isAtEnd() ? 0 : text.charAt(at);
            if (letter < 'a' || letter > 'z') {
                throw noCounts();
            }
            at++;
            long n = number();
            Cause cause = Cause.ofLetter(letter)
                    .orElseThrow(() -> new IllegalArgumentException("unknown cause: \"" + letter + "\""));
            causes.merge(cause, n, Long::sum);
        } while (!isAtEnd());
        return causes;
    }

    private long number() {
        int first = at;
        long number = 0;
        while (!isAtEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = number * 10 + (text.charAt(at) - '0');
            at++;
        }
        if (at == first || at - first > MOST_DIGITS) {
            throw noCounts();
        }
        return number;
    }

    private void colon() {
        if (isAtEnd() || text.charAt(at) != ':') {
            throw noCounts();
        }
        at++;
    }

    private boolean isAtEnd() {
        return at == text.length();
    }

    private IllegalArgumentException noCounts() {
        return new IllegalArgumentException(
                "counts must be success:failure[:cancelled[:causes]]: \"" + text.substring(from) + "\"");
    }
}
