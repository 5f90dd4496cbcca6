package io.tallygate.hit;

import io.tallygate.rule.Rule;
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
    /** What a shadow rule would have taken; the same request is counted under what did take it. */
    SHADOW,
    /** One attempt at a node, whoever sent it there. */
    NODE;

    private static final Map<String, HitKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(HitKind::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The kind as it is written in keys and answers, such as {@code header}. */
    public String word() {
        return word;
    }

    /**
     * Whether hits of this kind are requests. A request has one such hit, and one of {@link #NODE} for each attempt and of
     * {@link #SHADOW} for each shadow rule that it passed.
     */
    public boolean isRequest() {
        return this != NODE && this != SHADOW;
    }

    /** Whether hits of this kind are those of a rule that routes. */
    public boolean isRule() {
        return isRequest() && this != ROUTE && this != NONE;
    }

    /** The kind of the hits of this rule. */
    public static HitKind of(Rule rule) {
        return rule.shadow() ? SHADOW : of(rule.strategy());
    }

    /** The kind of the hits of a rule with this strategy that routes. */
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
