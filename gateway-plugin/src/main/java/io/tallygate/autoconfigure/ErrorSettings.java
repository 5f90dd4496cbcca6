package io.tallygate.autoconfigure;

import io.tallygate.balance.answer.Answer;
import io.tallygate.hit.Cause;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configured answers to failures, read from the properties and checked. */
final class ErrorSettings {

    private static final String PROPERTY = "tallygate.errors";

    private ErrorSettings() {}

    /** The answers by cause: those configured, and the plugin's own where a service or node is unknown. */
    static Map<Cause, Answer> read(Map<String, TallygateProperties.ErrorAnswer> errors) {
        Map<Cause, Answer> answers = new EnumMap<>(Answer.standard());
        errors.forEach((word, answer) -> {
            Cause cause = cause(word);
            try {
                answers.put(cause, Answer.of(cause, answer.status(), answer.contentType(), answer.body()));
            } catch (IllegalArgumentException e) {
                throw new InvalidPropertyException(PROPERTY + "." + word, String.valueOf(e.getMessage()));
            }
        });
        return answers;
    }

    private static Cause cause(String word) {
        if (word.equals(Cause.STATUS.word())) {
            throw new InvalidPropertyException(
                    PROPERTY,
                    "must name one of " + allowed() + ": \"" + word + "\" is the node's own answer, and stays as it is",
                    "Remove " + PROPERTY + "." + word + ".");
        }
        return Stream.of(Cause.values())
                .filter(cause -> cause.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidPropertyException(PROPERTY, "must name one of " + allowed() + ": \"" + word + "\""));
    }

    private static String allowed() {
        return Stream.of(Cause.values())
                .filter(cause -> cause != Cause.STATUS)
                .map(Cause::word)
                .collect(Collectors.joining(", "));
    }
}
