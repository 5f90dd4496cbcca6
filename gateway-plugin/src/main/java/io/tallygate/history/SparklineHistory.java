package io.tallygate.history;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Reads the last hour of some rules, for a small picture of each. */
public final class SparklineHistory {

    private final HistoryStore store;
    private final Calendar calendar;
    private final Clock clock;

    public SparklineHistory(HistoryStore store, Calendar calendar, Clock clock) {
        this.store = store;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The last hour of each of some rules, also of those without hits. */
    public Mono<Map<CountedId, Sparkline>> of(Collection<CountedId> ids) {
        List<Period> periods = Span.MINUTE.periods(calendar, clock.instant().getEpochSecond());
        long from = periods.get(0).from();
        long to = periods.get(periods.size() - 1).to();
        return store.counters(ids)
                .filter(known -> known.lastHit() >= from)
                .map(KnownCounter::key)
                .collectList()
                .flatMap(hit -> kept(hit, from, to))
                .map(kept -> sparklines(ids, periods, kept));
    }

    private Mono<List<Kept>> kept(List<CounterKey> counters, long from, long to) {
        return counters.isEmpty()
                ? Mono.just(List.of())
                : store.series(counters, Granularity.WINDOW, from, to).collectList();
    }

    private static Map<CountedId, Sparkline> sparklines(
            Collection<CountedId> ids, List<Period> periods, List<Kept> kept) {
        long from = periods.get(0).from();
        long step = periods.get(0).to() - from;
        Map<CountedId, Counts[]> hits = new HashMap<>();
        for (CountedId id : ids) {
            Counts[] none = new Counts[periods.size()];
            Arrays.fill(none, Counts.ZERO);
            hits.put(id, none);
        }
        for (Kept each : kept) {
            int at = (int) ((each.entry().start() - from) / step);
            hits.computeIfPresent(CountedId.of(each.key()), (id, counts) -> {
                counts[at] = counts[at].plus(each.counts());
                return counts;
            });
        }
        Map<CountedId, Sparkline> sparklines = new HashMap<>();
        hits.forEach((id, counts) -> sparklines.put(id, new Sparkline(from, step, List.of(counts))));
        return sparklines;
    }
}
