package io.tallygate.history;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
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
        return Mono.defer(() -> {
            long now = clock.instant().getEpochSecond();
            Period day = calendar.containing(Granularity.DAY, now);
            Period hour = calendar.containing(Granularity.HOUR, now);
            return store.live(day.from())
                    .reduceWith(() -> new Today(day, hour, new Sums(), new Sums()), LiveHistory::add);
        });
    }

    private static Today add(Today today, Collection<Kept> some) {
        for (Kept kept : some) {
            today.today().add(kept);
            if (kept.entry().start() >= today.hour().from()) {
                today.thisHour().add(kept);
            }
        }
        return today;
    }

    /** Every counter of a kind that hits are still kept of. */
    public Mono<List<KnownCounter>> counters(HitKind kind) {
        return store.counters(kind).collectList();
    }

    /** The start of the last window in which each of some rules or routes was hit; none for those of which none is kept. */
    public Mono<Map<CountedId, Long>> lastHits(Collection<CountedId> ids) {
        return latest(store.counters(ids));
    }

    /** The same of all rules and routes. */
    public Mono<Map<CountedId, Long>> lastHits() {
        return latest(store.allCounters().filter(known -> known.key().kind() != HitKind.NODE));
    }

    private static Mono<Map<CountedId, Long>> latest(Flux<KnownCounter> counters) {
        return counters.reduceWith(HashMap::new, (latest, known) -> {
            latest.merge(CountedId.of(known.key()), known.lastHit(), Math::max);
            return latest;
        });
    }
}
