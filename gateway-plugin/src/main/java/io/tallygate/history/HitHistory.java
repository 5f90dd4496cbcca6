package io.tallygate.history;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.history.HitSeries.NodeSeries;
import io.tallygate.history.state.RangeStates;
import io.tallygate.history.state.StateHistory;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;
import io.tallygate.rule.Strategy;
import io.tallygate.window.Calendar;
import io.tallygate.window.Entry;
import io.tallygate.window.Point;
import io.tallygate.window.Rollup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the hits of rules, nodes and routes over time. */
public final class HitHistory {

    /** How many points of all counters one answer may hold. */
    static final long MAX_POINTS = 500_000;

    private static final Comparator<List<String>> BY_SERVICE_AND_NODE =
            Comparator.<List<String>, String>comparing(names -> names.get(0)).thenComparing(names -> names.get(1));

    private final HistoryStore store;
    private final StateHistory states;
    private final Calendar calendar;

    public HitHistory(HistoryStore store, StateHistory states, Calendar calendar) {
        this.store = store;
        this.states = states;
        this.calendar = calendar;
    }

    /** The hits of a rule, also of one that is no more; those that it had as a shadow rule are those of no service. */
    public Mono<HitSeries> ofRule(String id, Range range) {
        // An id may have had another strategy before, and have been a shadow rule.
        Stream<HitKind> kinds = Stream.concat(Stream.of(Strategy.values()).map(HitKind::of), Stream.of(HitKind.SHADOW));
        return series(store.counters(kinds.map(kind -> new CountedId(kind, id)).toList()), range);
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
        return Mono.defer(() -> {
            bound(1, range);
            // The states first: what is complete then has all its counters, and all their hits, in what is read next.
            return states.in(range.step(), range.from(), range.to())
                    .flatMap(whole -> counters.map(KnownCounter::key)
                            .collectList()
                            .doOnNext(keys -> bound(keys.size(), range))
                            .flatMap(keys ->
                                    kept(keys, range).map(kept -> rollUp(kept, whole, range, !keys.isEmpty()))));
        });
    }

    private void bound(int counters, Range range) {
        long points = range.points(calendar);
        if (counters * points > MAX_POINTS) {
            throw new TooLongException("the range holds " + points + " points of step "
                    + range.step().word() + " of each of " + counters + " counters, and one answer at most "
                    + MAX_POINTS + " in all; ask for a shorter range or a larger step");
        }
    }

    private Mono<List<Kept>> kept(List<CounterKey> keys, Range range) {
        return Flux.fromIterable(byKind(keys))
                .concatMap(together -> store.series(together, range.step(), range.from(), range.to()))
                .collectList();
    }

    /** Counters of one kind and id lie in one shard, and are read in one call. */
    private static Collection<List<CounterKey>> byKind(List<CounterKey> keys) {
        return keys.stream().collect(Collectors.groupingBy(CounterKey::kind)).values();
    }

    private HitSeries rollUp(List<Kept> kept, RangeStates whole, Range range, boolean known) {
        Supplier<Rollup> begin = () -> new Rollup(calendar, range.step());
        Rollup together = begin.get();
        Map<List<String>, List<Entry>> byNode = new TreeMap<>(BY_SERVICE_AND_NODE);
        Map<CounterKey, List<Entry>> byKey = new HashMap<>();
        for (Kept each : kept) {
            together.add(each.entry());
            byKey.computeIfAbsent(
                            each.key(),
                            key -> byNode.computeIfAbsent(
                                    List.of(key.service(), key.node()), node -> new ArrayList<>()))
                    .add(each.entry());
        }
        List<NodeSeries> nodes = byNode.entrySet().stream()
                .map(e -> new NodeSeries(e.getKey().get(0), e.getKey().get(1), e.getValue(), begin, whole))
                .toList();
        List<Point> points = together.points(whole::ofPoint);
        List<Long> starts = points.stream().map(point -> point.period().from()).toList();
        return new HitSeries(range, points, whole.withHits(starts).runs(), together.total(), nodes, known);
    }
}
