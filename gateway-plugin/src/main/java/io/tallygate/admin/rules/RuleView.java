package io.tallygate.admin.rules;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.hit.Counts;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rules.store.StoredRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rule as it was written, where it comes from, and what it did today. */
public record RuleView(
        @JsonUnwrapped RuleDraft rule,
        String origin,
        @Nullable Long version,
        @Nullable Instant changedAt,
        @Nullable String changedBy,
        @Nullable Broken broken,
        CountsView today,
        @Nullable Instant lastHit) {

    /** Why a rule is not in force. */
    public record Broken(String reason) {}

    static RuleView of(ListedRule rule, Counts today, @Nullable Instant lastHit) {
        StoredRule stored = rule.stored();
        return new RuleView(
                rule.draft(),
                rule.origin(),
                stored == null ? null : stored.version(),
                stored == null ? null : stored.at(),
                stored == null ? null : stored.by(),
                rule.broken() == null ? null : new Broken(rule.broken()),
                CountsView.of(today),
                lastHit);
    }

    /** What tells this state of the rule from others, for ETag and If-Match. */
    public String tag() {
        return "\"" + (version == null ? "configuration" : version) + "\"";
    }
}
