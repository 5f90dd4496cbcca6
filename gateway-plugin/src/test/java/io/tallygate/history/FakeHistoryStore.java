package io.tallygate.history;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Entry;
import io.tallygate.window.Granularity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Flux;

/** Entries in memory. A series holds those that are live or of the step that is asked for. */
public final class FakeHistoryStore implements HistoryStore {

    private record Stored(Granularity granularity, Kept kept, boolean live) {}

    private final List<Stored> stored = new ArrayList<>();
    private final Map<CounterKey, Long> lastHits = new TreeMap<>(Comparator.comparing(CounterKey::format));

    /** The counters of each call for a series. */
    final List<List<CounterKey>> asked = new ArrayList<>();

    void closed(Granularity granularity, CounterKey key, String start, Counts counts) {
        keep(granularity, key, start, counts, false);
    }

    void live(CounterKey key, String start, Counts counts) {
        keep(Granularity.WINDOW, key, start, counts, true);
    }

    private void keep(Granularity granularity, CounterKey key, String start, Counts counts, boolean live) {
        Entry entry = new Entry(Instant.parse(start).getEpochSecond(), counts);
        stored.add(new Stored(granularity, new Kept(key, entry), live));
        lastHits.merge(key, entry.start(), Math::max);
    }

    @Override
    public Flux<KnownCounter> counters(HitKind kind, String... parts) {
        String prefix = CounterKey.prefix(kind, parts);
        return Flux.fromStream(() -> lastHits.entrySet().stream()
                .filter(e -> e.getKey().format().startsWith(prefix))
                .map(e -> new KnownCounter(e.getKey(), e.getValue())));
    }

    @Override
    public Flux<KnownCounter> counters(Collection<CountedId> ids) {
        return allCounters().filter(known -> ids.contains(CountedId.of(known.key())));
    }

    @Override
    public Flux<KnownCounter> allCounters() {
        return Flux.fromStream(() -> lastHits.entrySet().stream().map(e -> new KnownCounter(e.getKey(), e.getValue())));
    }

    @Override
    public Flux<KeptTotal> totals(Granularity step, long from, long to) {
        return Flux.defer(() -> series(List.copyOf(lastHits.keySet()), step, from, to))
                .filter(kept -> kept.key().kind().isRequest())
                .map(kept -> new KeptTotal(kept.key().kind(), kept.entry()));
    }

    @Override
    public Flux<Kept> series(List<CounterKey> counters, Granularity step, long from, long to) {
        asked.add(counters);
        return Flux.fromStream(() -> stored.stream()
                .filter(s -> s.live || s.granularity == step)
                .map(Stored::kept)
                .filter(kept -> counters.contains(kept.key())
                        && kept.entry().start() >= from
                        && kept.entry().start() < to));
    }

    @Override
    public Flux<Collection<Kept>> live(long from) {
        return Flux.just(stored.stream()
                .filter(s -> s.live)
                .map(Stored::kept)
                .filter(kept -> kept.entry().start() >= from)
                .toList());
    }
}
