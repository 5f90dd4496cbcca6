package io.tallygate.history;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Hits of a stretch of time, added up for each rule and route, for each node, and for each kind. */
public final class Sums {

    private final Map<CountedId, Counts> byId = new HashMap<>();
    private final Map<NodeName, Counts> byNode = new HashMap<>();
    private final Map<HitKind, Counts> byKind = new EnumMap<>(HitKind.class);

    private record NodeName(String service, String node) {}

    /** One rule's hits. */
    public record RuleHits(HitKind kind, String id, Counts counts) {}

    void add(CounterKey key, Counts counts) {
        byKind.merge(key.kind(), counts, Counts::plus);
        if (key.kind() == HitKind.NODE) {
            byNode.merge(new NodeName(key.service(), key.node()), counts, Counts::plus);
        } else {
            byId.merge(CountedId.of(key), counts, Counts::plus);
        }
    }

    /** The hits of one rule, or of one route. */
    public Counts of(HitKind kind, String id) {
        return byId.getOrDefault(new CountedId(kind, id), Counts.ZERO);
    }

    /** The attempts at one node. */
    public Counts ofNode(String service, String node) {
        return byNode.getOrDefault(new NodeName(service, node), Counts.ZERO);
    }

    /** All hits of a kind. */
    public Counts of(HitKind kind) {
        return byKind.getOrDefault(kind, Counts.ZERO);
    }

    /** All requests. */
    public Counts all() {
        return Stream.of(HitKind.values())
                .filter(HitKind::isRequest)
                .map(this::of)
                .reduce(Counts.ZERO, Counts::plus);
    }

    /** The rules with the most of something, most first; none without any of it. */
    public List<RuleHits> most(ToLongFunction<Counts> what) {
        return byId.entrySet().stream()
                .filter(e -> e.getKey().kind().isRule() && what.applyAsLong(e.getValue()) > 0)
                .map(e -> new RuleHits(e.getKey().kind(), e.getKey().id(), e.getValue()))
                .sorted(Comparator.<RuleHits>comparingLong(hits -> -what.applyAsLong(hits.counts()))
                        .thenComparing(RuleHits::id))
                .toList();
    }
}
