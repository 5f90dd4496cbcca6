package io.tallygate.history;

import io.tallygate.history.HistoryStore.KeptTotal;
import io.tallygate.history.Trend.TrendPoint;
import io.tallygate.history.state.RangeStates;
import io.tallygate.history.state.StateHistory;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/** Reads the hits of all requests over time, from the totals of each kind. */
public final class TrendHistory {

    private final HistoryStore store;
    private final StateHistory states;

    public TrendHistory(HistoryStore store, StateHistory states) {
        this.store = store;
        this.states = states;
    }

    /**
     * The hits of some periods.
     *
     * @param step the granularity that the periods are made of
     * @param periods one after the other, earliest first
     */
    public Mono<Trend> of(Granularity step, List<Period> periods) {
        long from = periods.get(0).from();
        long to = periods.get(periods.size() - 1).to();
        // The states first: what is complete then has all its hits in what is read next.
        return states.in(step, from, to)
                .flatMap(whole -> store.totals(step, from, to).collectList().map(kept -> trend(periods, kept, whole)));
    }

    private static Trend trend(List<Period> periods, List<KeptTotal> kept, RangeStates whole) {
        TreeMap<Long, Map<HitKind, Counts>> byStart = new TreeMap<>();
        periods.forEach(period -> byStart.put(period.from(), new EnumMap<>(HitKind.class)));
        for (KeptTotal each : kept) {
            byStart.floorEntry(each.entry().start())
                    .getValue()
                    .merge(each.kind(), each.entry().counts(), Counts::plus);
        }
        RangeStates withHits =
                whole.withHits(kept.stream().map(each -> each.entry().start()).toList());
        List<TrendPoint> points = periods.stream()
                .map(period -> new TrendPoint(
                        period,
                        withHits.between(period.from(), period.to()),
                        byStart.getOrDefault(period.from(), Map.of())))
                .toList();
        return new Trend(points, withHits.runs());
    }
}
