package io.tallygate.history;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Reads what goes on: today's numbers of everything, and what was ever counted. */
public final class LiveHistory {

    private final HistoryStore store;
    private final Calendar calendar;
    private final Clock clock;

    /**
     * Reads from a store.
     *
     * @param clock says when today and this hour began
     */
    public LiveHistory(HistoryStore store, Calendar calendar, Clock clock) {
        this.store = store;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Today's and this hour's hits. */
    public Mono<Today> today() {
        long now = clock.instant().getEpochSecond();
        Period day = calendar.containing(Granularity.DAY, now);
        Period hour = calendar.containing(Granularity.HOUR, now);
        return store.live(day.from()).collectList().map(live -> today(day, hour, live));
    }

    private static Today today(Period day, Period hour, List<Kept> live) {
        Map<CounterKey, Counts> byDay = new HashMap<>();
        Map<CounterKey, Counts> byHour = new HashMap<>();
        for (Kept kept : live) {
            byDay.merge(kept.key(), kept.counts(), Counts::plus);
            if (kept.entry().start() >= hour.from()) {
                byHour.merge(kept.key(), kept.counts(), Counts::plus);
            }
        }
        return new Today(day, hour, byDay, byHour);
    }

    /** Every counter of a kind that hits are still kept of. */
    public Mono<List<KnownCounter>> counters(HitKind kind) {
        return store.counters(kind).collectList();
    }

    /** The start of the last window in which a rule was hit; empty if none is kept. */
    public Mono<Instant> lastHit(HitKind kind, String id) {
        return store.counters(kind, id)
                .map(KnownCounter::lastHit)
                .reduce(Math::max)
                .map(Instant::ofEpochSecond);
    }
}
