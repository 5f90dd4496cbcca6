package io.tallygate.admin.rules;

import io.tallygate.history.CountedId;
import io.tallygate.history.Today;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleWriter;
import io.tallygate.rule.Strategy;
import io.tallygate.rules.follow.KnownRule;
import io.tallygate.rules.store.StoredRule;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule with where it comes from.
 *
 * @param rule null where it is too broken to be one
 * @param stored null for a rule of the configuration
 * @param broken why it is not in force; null where it is
 */
record ListedRule(
        String id,
        @Nullable Rule rule,
        @Nullable StoredRule stored,
        @Nullable String broken) {

    static ListedRule of(Rule rule, @Nullable StoredRule stored) {
        return new ListedRule(rule.id(), rule, stored, null);
    }

    static ListedRule of(KnownRule known) {
        return new ListedRule(known.stored().id(), known.rule(), known.stored(), known.broken());
    }

    String origin() {
        return stored == null ? "configuration" : "dynamic";
    }

    /** The rule as it was written; of a broken one as far as it can be read. */
    RuleDraft draft() {
        if (rule != null) {
            return RuleWriter.write(rule);
        }
        return stored == null
                ? new RuleDraft(id, null, null, null, null, null, null, null, null, null, null)
                : stored.draft();
    }

    /** Under what its hits are counted; nothing where its strategy cannot be read. */
    Optional<CountedId> countedId() {
        return kind().map(kind -> new CountedId(kind, id));
    }

    Counts counts(Today today) {
        return countedId()
                .map(counted -> today.today().of(counted.kind(), counted.id()))
                .orElse(Counts.ZERO);
    }

    /** The start of the last window with a hit; null where there is none. */
    @Nullable Instant lastHit(Map<CountedId, Long> lastHits) {
        return countedId().map(lastHits::get).map(Instant::ofEpochSecond).orElse(null);
    }

    private Optional<HitKind> kind() {
        return rule != null
                ? Optional.of(HitKind.of(rule))
                : Optional.ofNullable(draft().strategy())
                        .flatMap(Strategy::parse)
                        .map(HitKind::of);
    }

    String state() {
        if (broken != null || rule == null) {
            return "broken";
        }
        if (!rule.enabled()) {
            return "disabled";
        }
        return rule.shadow() ? "shadow" : "enabled";
    }
}
