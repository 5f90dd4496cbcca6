package io.tallygate.history;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.CountsSum;
import io.tallygate.hit.HitKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hits of a stretch of time, added up for each rule and route, for each node, and for each kind. For one thread at a time.
 */
public final class Sums {

    private final List<Kept> hits = new ArrayList<>();
    private final Map<HitKind, CountsSum> byKind = new EnumMap<>(HitKind.class);
    private @Nullable Map<HitKind, Map<String, CountsSum>> byId;
    private @Nullable Map<NodeName, CountsSum> byNode;

    private record NodeName(String service, String node) {}

    /** One rule's hits. */
    public record RuleHits(HitKind kind, String id, Counts counts) {}

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

    private record Ranked(HitKind kind, String id, long rank, CountsSum sum) {
        private static final Comparator<Ranked> ORDER =
                Comparator.comparingLong(Ranked::rank).reversed().thenComparing(Ranked::id);
    }

    void add(Kept some) {
        hits.add(some);
        to(byKind, some.key().kind()).add(some.counts());
    }

    private static <K> CountsSum to(Map<K, CountsSum> sums, K key) {
        return sums.computeIfAbsent(key, k -> new CountsSum());
    }

    private static <K> Counts of(Map<K, CountsSum> sums, K key) {
        CountsSum sum = sums.get(key);
        return sum == null ? Counts.ZERO : sum.total();
    }

    /** Made when they are asked for: often the kinds are all that is. */
    private Map<HitKind, Map<String, CountsSum>> byId() {
        if (byId == null) {
            Map<HitKind, Map<String, CountsSum>> sums = new EnumMap<>(HitKind.class);
            for (Kept each : hits) {
                CounterKey key = each.key();
                to(sums.computeIfAbsent(key.kind(), kind -> new HashMap<>()), key.id())
                        .add(each.counts());
            }
            byId = sums;
        }
        return byId;
    }

    private Map<NodeName, CountsSum> byNode() {
        if (byNode == null) {
            Map<NodeName, CountsSum> sums = new HashMap<>();
            hits.stream()
                    .filter(each -> each.key().kind() == HitKind.NODE)
                    .forEach(each -> to(
                                    sums,
                                    new NodeName(
                                            each.key().service(), each.key().node()))
                            .add(each.counts()));
            byNode = sums;
        }
        return byNode;
    }

    /** The hits of one rule, or of one route. */
    public Counts of(HitKind kind, String id) {
        return of(byId().getOrDefault(kind, Map.of()), id);
    }

    /** The attempts at one node. */
    public Counts ofNode(String service, String node) {
        return of(byNode(), new NodeName(service, node));
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
        PriorityQueue<Ranked> first = new PriorityQueue<>(Ranked.ORDER.reversed());
        int withAny = 0;
        for (Map.Entry<HitKind, Map<String, CountsSum>> ofKind : byId().entrySet()) {
            if (!ofKind.getKey().isRule()) {
                continue;
            }
            for (Map.Entry<String, CountsSum> rule : ofKind.getValue().entrySet()) {
                long rank = what.applyAsLong(rule.getValue());
                if (rank > 0) {
                    withAny++;
                    offer(first, new Ranked(ofKind.getKey(), rule.getKey(), rank, rule.getValue()), limit);
                }
            }
        }
        List<RuleHits> most = first.stream()
                .sorted(Ranked.ORDER)
                .map(rule -> new RuleHits(rule.kind, rule.id, rule.sum.total()))
                .toList();
        return new Most(most, withAny);
    }

    /** The last of those so far is the queue's head. */
    private static void offer(PriorityQueue<Ranked> first, Ranked rule, int limit) {
        Ranked last = first.peek();
        if (last == null || first.size() < limit) {
            first.add(rule);
        } else if (Ranked.ORDER.compare(rule, last) < 0) {
            first.remove();
            first.add(rule);
        }
    }
}
