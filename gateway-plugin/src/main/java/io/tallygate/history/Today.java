package io.tallygate.history;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was hit since midnight, and since the full hour.
 *
 * @param day today
 * @param hour the hour in progress
 * @param byDay hits of today by counter
 * @param byHour hits of the hour in progress by counter
 */
public record Today(Period day, Period hour, Map<CounterKey, Counts> byDay, Map<CounterKey, Counts> byHour) {

    public Today {
        byDay = Map.copyOf(byDay);
        byHour = Map.copyOf(byHour);
    }

    /** Today's hits of the counters that are chosen. */
    public Counts today(Predicate<CounterKey> chosen) {
        return sum(byDay, chosen);
    }

    /** Today's hits of one rule, or of one route. */
    public Counts ofRule(HitKind kind, String id) {
        return today(key -> key.kind() == kind && key.id().equals(id));
    }

    /** This hour's hits of the counters that are chosen. */
    public Counts thisHour(Predicate<CounterKey> chosen) {
        return sum(byHour, chosen);
    }

    private static Counts sum(Map<CounterKey, Counts> counts, Predicate<CounterKey> chosen) {
        return counts.entrySet().stream()
                .filter(e -> chosen.test(e.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Counts.ZERO, Counts::plus);
    }

    /** The rules with the most hits today, most first. */
    public List<RuleHits> hottest(int limit) {
        Map<RuleKey, Counts> byRule = byDay.entrySet().stream()
                .filter(e -> e.getKey().kind().isRule())
                .collect(Collectors.toMap(
                        e -> new RuleKey(e.getKey().kind(), e.getKey().id()), Map.Entry::getValue, Counts::plus));
        return byRule.entrySet().stream()
                .map(e -> new RuleHits(e.getKey().kind(), e.getKey().id(), e.getValue()))
                .sorted(Comparator.<RuleHits>comparingLong(
                                hits -> -hits.counts().hits())
                        .thenComparing(RuleHits::id))
                .limit(limit)
                .toList();
    }

    /** One rule's hits. */
    public record RuleHits(HitKind kind, String id, Counts counts) {}

    private record RuleKey(HitKind kind, String id) {}
}
