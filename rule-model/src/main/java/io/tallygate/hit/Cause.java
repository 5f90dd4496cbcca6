package io.tallygate.hit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why a failure failed. */
public enum Cause {
    /** The node could not be connected to. */
    CONNECT('c'),
    /** The node did not answer in time. */
    TIMEOUT('t'),
    /** The answer's status counts as a failure. */
    STATUS('s'),
    /** The node broke the connection off, before its answer or inside it. */
    RESET('r'),
    /** The service has no instance. */
    NO_INSTANCE('n'),
    /** The node that the rule names is not there. */
    NODE_OFFLINE('o'),
    /** Anything else that the gateway answered with a failure. */
    GATEWAY('g');

    private static final Map<Character, Cause> BY_LETTER =
            Arrays.stream(values()).collect(Collectors.toMap(Cause::letter, Function.identity()));

    private final char letter;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Cause(char letter) {
        this.letter = letter;
    }

    /** The cause in stored entries. */
    public char letter() {
        return letter;
    }

    /** The cause in answers and configuration, such as {@code no-instance}. */
    public String word() {
        return word;
    }

    /** The cause with this letter, if there is one. */
    public static Optional<Cause> ofLetter(char letter) {
        return Optional.ofNullable(BY_LETTER.get(letter));
    }
}
