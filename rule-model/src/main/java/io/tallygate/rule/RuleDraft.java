package io.tallygate.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it was written, unchecked: every field may be missing. {@link RuleReader} turns it into a {@link Rule} or
 * says what is wrong.
 */
public record RuleDraft(
        @Nullable String id,
        @Nullable String strategy,
        @Nullable Boolean enabled,
        @Nullable Boolean shadow,
        @Nullable Integer priority,
        @Nullable String host,
        @Nullable List<String> methods,
        @Nullable MatchDraft match,
        @Nullable List<AndDraft> and,
        @Nullable TargetDraft target,
        @Nullable RewriteDraft rewrite) {

    /** The fields of every strategy's match. */
    public record MatchDraft(
            @Nullable String path,
            @Nullable String mode,
            @Nullable String key,
            @Nullable List<String> values,
            @Nullable String regex,
            @Nullable Boolean present,
            @Nullable String value,
            @Nullable String pointer) {}

    /** A further condition, under the name of its strategy. */
    public record AndDraft(
            @Nullable MatchDraft api,
            @Nullable MatchDraft param,
            @Nullable MatchDraft cookie,
            @Nullable MatchDraft header,
            @Nullable MatchDraft body) {}

    /** Where to. */
    public record TargetDraft(
            @Nullable String service,
            @Nullable String node,
            @Nullable String pick,
            @Nullable StickyDraft stickyBy) {}

    /** By what to stick. */
    public record StickyDraft(
            @Nullable String cookie,
            @Nullable String header,
            @Nullable String param) {}

    /** What to change. */
    public record RewriteDraft(@Nullable Integer stripPrefix) {}
}
