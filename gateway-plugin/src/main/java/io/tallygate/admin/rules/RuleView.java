package io.tallygate.admin.rules;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.hit.Counts;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rule as it was written, where it comes from, and what it did today. */
record RuleView(
        @JsonUnwrapped RuleDraft rule,
        String origin,
        CountsView today,
        @Nullable Instant lastHit) {

    static RuleView of(Rule rule, Counts today, @Nullable Instant lastHit) {
        return new RuleView(RuleWriter.write(rule), "configuration", CountsView.of(today), lastHit);
    }
}
