package io.tallygate.admin.rules;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.history.CountedId;
import io.tallygate.history.Today;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rules.store.StoredRule;
import java.time.Instant;
import java.util.Map;
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

    static RuleView of(ListedRule rule, Today today, Map<CountedId, Long> lastHits) {
        StoredRule stored = rule.stored();
        return new RuleView(
                rule.draft(),
                rule.origin(),
                stored == null ? null : stored.version(),
                stored == null ? null : stored.at(),
                stored == null ? null : stored.by(),
                rule.broken() == null ? null : new Broken(rule.broken()),
                CountsView.of(rule.counts(today)),
                rule.lastHit(lastHits));
    }

    /** What tells this state of the rule from others, for ETag and If-Match. */
    public String tag() {
        return "\"" + (version == null ? "configuration" : version) + "\"";
    }
}
