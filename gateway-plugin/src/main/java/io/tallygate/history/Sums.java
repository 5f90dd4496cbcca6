package io.tallygate.history;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.CountsSum;
import io.tallygate.hit.HitKind;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Hits of a stretch of time, added up for each rule and route, for each node, and for each kind. */
public final class Sums {

    private final Map<CountedId, CountsSum> byId = new HashMap<>();
    private final Map<NodeName, CountsSum> byNode = new HashMap<>();
    private final Map<HitKind, CountsSum> byKind = new EnumMap<>(HitKind.class);

    private record NodeName(String service, String node) {}

    /** One rule's hits. */
    public record RuleHits(HitKind kind, String id, Counts counts) {
        private static RuleHits of(Map.Entry<CountedId, CountsSum> rule) {
            CountedId id = rule.getKey();
            return new RuleHits(id.kind(), id.id(), rule.getValue().total());
        }
    }

    /**
     * Some rules, most hits first.
     *
     * @param total how many rules there are with any
     */
    public record Most(List<RuleHits> rules, int total) {
        public Most {
            rules = List.copyOf(rules);
        }
    }

    void add(CounterKey key, Counts counts) {
        to(byKind, key.kind()).add(counts);
        if (key.kind() == HitKind.NODE) {
            to(byNode, new NodeName(key.service(), key.node())).add(counts);
        } else {
            to(byId, CountedId.of(key)).add(counts);
        }
    }

    private static <K> CountsSum to(Map<K, CountsSum> sums, K key) {
        return sums.computeIfAbsent(key, k -> new CountsSum());
    }

    private static <K> Counts of(Map<K, CountsSum> sums, K key) {
        CountsSum sum = sums.get(key);
        return sum == null ? Counts.ZERO : sum.total();
    }

    /** The hits of one rule, or of one route. */
    public Counts of(HitKind kind, String id) {
        return of(byId, new CountedId(kind, id));
    }

    /** The attempts at one node. */
    public Counts ofNode(String service, String node) {
        return of(byNode, new NodeName(service, node));
    }

    /** All hits of a kind. */
    public Counts of(HitKind kind) {
        return of(byKind, kind);
    }

    /** All requests. */
    public Counts all() {
        return Stream.of(HitKind.values())
                .filter(HitKind::isRequest)
                .map(this::of)
                .reduce(Counts.ZERO, Counts::plus);
    }

    /**
     * The rules with the most of something, most first.
     *
     * @param limit how many are named at most, 1 or more
     */
    public Most most(ToLongFunction<CountsSum> what, int limit) {
        Comparator<Map.Entry<CountedId, CountsSum>> order = Comparator.<Map.Entry<CountedId, CountsSum>>comparingLong(
                        rule -> -what.applyAsLong(rule.getValue()))
                .thenComparing(rule -> rule.getKey().id());
        PriorityQueue<Map.Entry<CountedId, CountsSum>> first = new PriorityQueue<>(order.reversed());
        int withAny = 0;
        for (Map.Entry<CountedId, CountsSum> each : byId.entrySet()) {
            if (each.getKey().kind().isRule() && what.applyAsLong(each.getValue()) > 0) {
                withAny++;
                first.add(each);
                if (first.size() > limit) {
                    first.remove();
                }
            }
        }
        return new Most(first.stream().sorted(order).map(RuleHits::of).toList(), withAny);
    }
}
