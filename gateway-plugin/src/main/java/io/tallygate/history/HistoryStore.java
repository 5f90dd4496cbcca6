package io.tallygate.history;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Entry;
import io.tallygate.window.Granularity;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Flux;

/** Where kept hits are read. */
public interface HistoryStore {

    /** The counters of a kind whose next parts (id, service, node) are these; as many parts as are given. */
    Flux<KnownCounter> counters(HitKind kind, String... parts);

    /** The counters of some rules or routes. */
    Flux<KnownCounter> counters(Collection<CountedId> ids);

    /** Every counter, in no order; one may come twice. */
    Flux<KnownCounter> allCounters();

    /**
     * What is kept of some counters, with what is still live: of each counter one consistent picture, in which no hit is
     * seen twice or not at all.
     *
     * @param step the granularity of what is kept; live periods of finer granularity come as they are
     * @param from the first second, in seconds since the epoch
     * @param to the first second after the range
     */
    Flux<Kept> series(List<CounterKey> counters, Granularity step, long from, long to);

    /**
     * The same of all counters of a kind together, for each kind of requests; each shard is one consistent picture.
     *
     * @param from the first second of a period of this granularity, in seconds since the epoch
     */
    Flux<KeptTotal> totals(Granularity step, long from, long to);

    /** What is live since a second, of every counter, in parts; each counter for itself is one consistent picture. */
    Flux<Collection<Kept>> live(long from);

    /**
     * A counter that hits were kept of.
     *
     * @param lastHit the start of the last window with a hit, in seconds since the epoch
     */
    record KnownCounter(CounterKey key, long lastHit) {}

    /** One stored entry. */
    record Kept(CounterKey key, Entry entry) {
        public Counts counts() {
            return entry.counts();
        }
    }

    /** Some hits of a kind, in one period. */
    record KeptTotal(HitKind kind, Entry entry) {}
}
