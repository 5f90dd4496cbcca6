package io.tallygate.history;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.history.HitSeries.NodeSeries;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;
import io.tallygate.rule.Strategy;
import io.tallygate.window.Calendar;
import io.tallygate.window.Point.State;
import io.tallygate.window.Rollup;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the hits of rules, nodes and routes over time. */
public final class HitHistory {

    private static final Comparator<List<String>> BY_SERVICE_AND_NODE =
            Comparator.<List<String>, String>comparing(names -> names.get(0)).thenComparing(names -> names.get(1));

    private final HistoryStore store;
    private final Calendar calendar;

    public HitHistory(HistoryStore store, Calendar calendar) {
        this.store = store;
        this.calendar = calendar;
    }

    /** The hits of a rule, also of one that is no more. */
    public Mono<HitSeries> ofRule(String id, Range range) {
        // An id may have had another strategy before.
        return series(
                Flux.fromArray(Strategy.values()).concatMap(strategy -> store.counters(HitKind.of(strategy), id)),
                range);
    }

    /** The attempts at a node. */
    public Mono<HitSeries> ofNode(String service, String node, Range range) {
        return series(store.counters(HitKind.NODE, CounterKey.ABSENT, service, node), range);
    }

    /** The hits of one of the user's routes. */
    public Mono<HitSeries> ofRoute(String id, Range range) {
        return series(store.counters(HitKind.ROUTE, id), range);
    }

    private Mono<HitSeries> series(Flux<KnownCounter> counters, Range range) {
        return counters.map(KnownCounter::key)
                .collectList()
                .flatMap(keys -> Flux.fromIterable(byKind(keys))
                        .concatMap(together -> store.series(together, range.step(), range.from(), range.to()))
                        .collectList()
                        .map(kept -> rollUp(kept, range, !keys.isEmpty())));
    }

    /** Counters of one kind and id lie in one shard, and are read in one call. */
    private static Collection<List<CounterKey>> byKind(List<CounterKey> keys) {
        return keys.stream().collect(Collectors.groupingBy(CounterKey::kind)).values();
    }

    private HitSeries rollUp(List<Kept> kept, Range range, boolean known) {
        Rollup together = new Rollup(calendar, range.step());
        Map<List<String>, Rollup> byNode = new TreeMap<>(BY_SERVICE_AND_NODE);
        for (Kept each : kept) {
            State state = each.open() ? State.OPEN : State.CLOSED;
            together.add(each.entry(), state);
            byNode.computeIfAbsent(
                            List.of(each.key().service(), each.key().node()),
                            node -> new Rollup(calendar, range.step()))
                    .add(each.entry(), state);
        }
        List<NodeSeries> nodes = byNode.entrySet().stream()
                .map(e -> new NodeSeries(
                        e.getKey().get(0),
                        e.getKey().get(1),
                        e.getValue().points(),
                        e.getValue().total()))
                .toList();
        return new HitSeries(range, together.points(), together.total(), nodes, known);
    }
}
