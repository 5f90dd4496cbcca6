package io.tallygate.rule;

import io.tallygate.rule.RuleDraft.AndDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import java.util.List;

/** Conditions as an operator writes them. */
public final class WrittenMatch {

    private WrittenMatch() {}

    public static MatchDraft path(String path) {
        return new MatchDraft(path, null, null, null, null, null, null, null);
    }

    public static MatchDraft path(String mode, String path) {
        return new MatchDraft(path, mode, null, null, null, null, null, null);
    }

    public static MatchDraft anyOf(String key, String... values) {
        return new MatchDraft(null, null, key, List.of(values), null, null, null, null);
    }

    public static MatchDraft matching(String key, String regex) {
        return new MatchDraft(null, null, key, null, regex, null, null, null);
    }

    public static MatchDraft present(String key) {
        return new MatchDraft(null, null, key, null, null, true, null, null);
    }

    public static MatchDraft body(String mode, String value) {
        return new MatchDraft(null, mode, null, null, null, null, value, null);
    }

    public static MatchDraft json(String pointer, String... values) {
        return new MatchDraft(null, "json", null, List.of(values), null, null, null, pointer);
    }

    /** A further condition, under the name of its strategy. */
    public static AndDraft and(Strategy strategy, MatchDraft match) {
        return new AndDraft(
                strategy == Strategy.API ? match : null,
                strategy == Strategy.PARAM ? match : null,
                strategy == Strategy.COOKIE ? match : null,
                strategy == Strategy.HEADER ? match : null,
                strategy == Strategy.BODY ? match : null);
    }
}
