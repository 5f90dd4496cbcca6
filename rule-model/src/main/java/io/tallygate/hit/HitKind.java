package io.tallygate.hit;

import io.tallygate.rule.Strategy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a hit is counted under: the strategy of the rule that took the request, or what took it instead. */
public enum HitKind {
    API,
    PARAM,
    COOKIE,
    HEADER,
    BODY,
    /** One of the user's own routes. */
    ROUTE,
    /** Neither a rule nor a route. */
    NONE,
    /** One attempt at a node, whoever sent it there. */
    NODE;

    private static final Map<String, HitKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(HitKind::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The kind as it is written in keys and answers, such as {@code header}. */
    public String word() {
        return word;
    }

    /** Whether hits of this kind are requests; a request has one such hit, and one of {@link #NODE} for each attempt. */
    public boolean isRequest() {
        return this != NODE;
    }

    /** Whether hits of this kind are those of a rule. */
    public boolean isRule() {
        return isRequest() && this != ROUTE && this != NONE;
    }

    /** The kind of the hits of a rule with this strategy. */
    public static HitKind of(Strategy strategy) {
        return switch (strategy) {
            case API -> API;
            case PARAM -> PARAM;
            case COOKIE -> COOKIE;
            case HEADER -> HEADER;
            case BODY -> BODY;
        };
    }

    /** The kind that is written so, if there is one. */
    public static Optional<HitKind> parse(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
