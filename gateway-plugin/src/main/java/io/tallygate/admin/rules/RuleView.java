package io.tallygate.admin.rules;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.history.CountedId;
import io.tallygate.history.Today;
import io.tallygate.hit.HitKind;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleWriter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule as it was written, where it comes from, and what it did today. */
record RuleView(
        @JsonUnwrapped RuleDraft rule,
        String origin,
        CountsView today,
        @Nullable Instant lastHit) {

    static RuleView of(Rule rule, Today today, Map<CountedId, Long> lastHits) {
        CountedId id = countedId(rule);
        Long lastHit = lastHits.get(id);
        return new RuleView(
                RuleWriter.write(rule),
                "configuration",
                CountsView.of(today.today().of(id.kind(), id.id())),
                lastHit == null ? null : Instant.ofEpochSecond(lastHit));
    }

    /** What the rule's hits are counted under. */
    static CountedId countedId(Rule rule) {
        return new CountedId(HitKind.of(rule.strategy()), rule.id());
    }
}
