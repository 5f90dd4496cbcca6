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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the hits of rules, nodes and routes over time. */
public final class HitHistory {

    private final HistoryStore store;
    private final Calendar calendar;

    public HitHistory(HistoryStore store, Calendar calendar) {
        this.store = store;
        this.calendar = calendar;
    }

    /** The hits of a rule, also of one that is no more; empty where none were ever kept. */
    public Mono<HitSeries> ofRule(String id, Range range) {
        return series(
                Flux.fromArray(Strategy.values()).map(HitKind::of).concatMap(kind -> ofKind(kind, id, range)), range);
    }

    /** The attempts at a node; empty where none were ever kept. */
    public Mono<HitSeries> ofNode(String service, String node, Range range) {
        return series(
                store.counters(HitKind.NODE, CounterKey.ABSENT, service, node)
                        .map(KnownCounter::key)
                        .collectList()
                        .flatMapMany(keys -> kept(keys, range)),
                range);
    }

    /** The hits of one of the user's routes; empty where none were ever kept. */
    public Mono<HitSeries> ofRoute(String id, Range range) {
        return series(ofKind(HitKind.ROUTE, id, range), range);
    }

    private Flux<Kept> ofKind(HitKind kind, String id, Range range) {
        return store.counters(kind, id).map(KnownCounter::key).collectList().flatMapMany(keys -> kept(keys, range));
    }

    private Flux<Kept> kept(List<CounterKey> keys, Range range) {
        return keys.isEmpty() ? Flux.empty() : store.series(keys, range.step(), range.from(), range.to());
    }

    private Mono<HitSeries> series(Flux<Kept> kept, Range range) {
        return kept.collectList().map(all -> rollUp(all, range));
    }

    private HitSeries rollUp(List<Kept> kept, Range range) {
        Rollup together = new Rollup(calendar, range.step());
        Map<List<String>, Rollup> byNode = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
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
        return new HitSeries(range, together.points(), together.total(), nodes);
    }
}
