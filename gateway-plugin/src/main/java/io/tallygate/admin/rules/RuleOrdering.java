package io.tallygate.admin.rules;

import io.tallygate.admin.call.Query;
import io.tallygate.history.CountedId;
import io.tallygate.history.Today;
import io.tallygate.hit.Counts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The order in which rules are listed. */
enum RuleOrdering {
    /** As they win. */
    ORDER,
    ID,
    /** The most hits today first. */
    HITS,
    /** The most failures today first. */
    FAILURES,
    /** The lowest success rate today first; those without one last. */
    RATE,
    /** The latest hit first. */
    LAST_HIT;

    private static final Map<String, RuleOrdering> BY_WORD =
            Map.of("order", ORDER, "id", ID, "hits", HITS, "failures", FAILURES, "rate", RATE, "lastHit", LAST_HIT);

    /** The order that the parameter sort asks for. */
    static RuleOrdering of(Query query) {
        return query.word("sort", BY_WORD.keySet().stream().sorted().toList())
                .map(BY_WORD::get)
                .orElse(ORDER);
    }

    /** Whether it takes to know when every rule was last hit. */
    boolean needsLastHits() {
        return this == LAST_HIT;
    }

    /** The rules in this order; those that are alike in it as they were. */
    List<ListedRule> sorted(List<ListedRule> rules, Today today, Map<CountedId, Long> lastHits) {
        return switch (this) {
            case ORDER -> rules;
            case ID ->
                rules.stream().sorted(Comparator.comparing(ListedRule::id)).toList();
            case HITS -> by(rules, rule -> -rule.counts(today).hits());
            case FAILURES -> by(rules, rule -> -rule.counts(today).failure());
            case RATE -> by(rules, rule -> rate(rule.counts(today)));
            case LAST_HIT ->
                by(rules, rule -> -rule.countedId().map(lastHits::get).orElse(0L));
        };
    }

    private record Ranked(ListedRule rule, double rank) {}

    /** Each rule is looked up once, not with every comparison. */
    private static List<ListedRule> by(List<ListedRule> rules, ToDoubleFunction<ListedRule> rank) {
        return rules.stream()
                .map(rule -> new Ranked(rule, rank.applyAsDouble(rule)))
                .sorted(Comparator.comparingDouble(Ranked::rank))
                .map(Ranked::rule)
                .toList();
    }

    private static double rate(Counts counts) {
        long decided = counts.success() + counts.failure();
        return decided == 0 ? Double.MAX_VALUE : (double) counts.success() / decided;
    }
}
