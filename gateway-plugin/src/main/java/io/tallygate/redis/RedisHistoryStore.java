package io.tallygate.redis;

import io.tallygate.history.CountedId;
import io.tallygate.history.HistoryStore;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;
import io.tallygate.redis.RedisSeries.Source;
import io.tallygate.window.Entry;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads history from Redis, in calls of a few milliseconds. A counter moves with all its hits at once, so what one script
 * reads of it, from its list and from all that is live, has each of its hits exactly once.
 */
final class RedisHistoryStore implements HistoryStore {

    private static final int IDS_AT_ONCE = 100;
    private static final int SHARDS_AT_ONCE = 8;

    private final RedisCalls redis;
    private final Keys keys;
    private final Layout layout;
    private final LiveShard live;
    private final StillShard still;
    private final KnownShard known;
    private final RedisTotals totals;

    RedisHistoryStore(RedisCalls redis, Keys keys, Layout layout, CoarseHits coarse) {
        this.redis = redis;
        this.keys = keys;
        this.layout = layout;
        this.live = new LiveShard(redis, keys, layout);
        this.still = new StillShard(redis, keys);
        this.known = new KnownShard(live, coarse);
        this.totals = new RedisTotals(redis, keys, layout, still, known);
    }

    @Override
    public Flux<KnownCounter> counters(HitKind kind, String... parts) {
        String prefix = CounterKey.prefix(kind, parts);
        return shards(kind, parts)
                .concatMap(shard -> redis.beginningWith(keys.counters(shard), prefix)
                        .concatMap(names -> withLastHits(shard, names)));
    }

    private Flux<KnownCounter> withLastHits(int shard, List<String> names) {
        if (names.isEmpty()) {
            return Flux.empty();
        }
        return redis.values(keys.lastHits(shard), names).flatMapIterable(lastHits -> {
            List<KnownCounter> known = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if (lastHits.get(i) != null) {
                    known.add(known(names.get(i), lastHits.get(i)));
                }
            }
            return known;
        });
    }

    private static KnownCounter known(String counter, String lastHit) {
        return new KnownCounter(CounterKey.parse(counter), Long.parseLong(lastHit));
    }

    /** The one shard where the parts decide it, else all. */
    private Flux<Integer> shards(HitKind kind, String... parts) {
        int decisive = kind == HitKind.NODE ? 3 : 1;
        if (parts.length < decisive) {
            return Flux.range(0, layout.shards().count());
        }
        CounterKey any = kind == HitKind.NODE
                ? CounterKey.ofNode(parts[1], parts[2])
                : CounterKey.of(kind, parts[0], CounterKey.ABSENT, CounterKey.ABSENT);
        return Flux.just(layout.shards().of(any));
    }

    @Override
    public Flux<KnownCounter> counters(Collection<CountedId> ids) {
        Map<Integer, List<CountedId>> byShard = ids.stream()
                .collect(Collectors.groupingBy(id ->
                        layout.shards().of(CounterKey.of(id.kind(), id.id(), CounterKey.ABSENT, CounterKey.ABSENT))));
        return Flux.fromIterable(byShard.entrySet())
                .flatMap(
                        shard -> Flux.fromIterable(shard.getValue())
                                .buffer(IDS_AT_ONCE)
                                .concatMap(some -> counters(shard.getKey(), some)),
                        SHARDS_AT_ONCE);
    }

    private Flux<KnownCounter> counters(int shard, List<CountedId> ids) {
        List<String> args = ids.stream()
                .map(id -> CounterKey.prefix(id.kind(), id.id()))
                .flatMap(prefix -> Stream.of(prefix, RedisCalls.afterAll(prefix)))
                .toList();
        return redis.list(Script.LAST, List.of(keys.counters(shard), keys.lastHits(shard)), args)
                .flatMapIterable(found -> {
                    List<KnownCounter> known = new ArrayList<>();
                    for (int i = 0; i < found.size(); i += 2) {
                        known.add(known((String) found.get(i), (String) found.get(i + 1)));
                    }
                    return known;
                });
    }

    @Override
    public Flux<KnownCounter> allCounters() {
        return Flux.range(0, layout.shards().count())
                .flatMap(shard -> redis.scanEntries(keys.lastHits(shard)), SHARDS_AT_ONCE)
                .map(entry -> known(entry.getKey(), entry.getValue()));
    }

    @Override
    public Flux<Kept> series(List<CounterKey> counters, Granularity step, long from, long to) {
        Map<Integer, List<CounterKey>> byShard = counters.stream().collect(Collectors.groupingBy(layout.shards()::of));
        return Flux.fromIterable(byShard.entrySet())
                .flatMap(shard -> series(shard.getKey(), shard.getValue(), step, from, to), SHARDS_AT_ONCE);
    }

    private Flux<Kept> series(int shard, List<CounterKey> counters, Granularity step, long from, long to) {
        List<Source<CounterKey>> sources = counters.stream()
                .map(counter -> new Source<>(counter, keys.list(shard, step, counter), counter.format()))
                .toList();
        return live.periods(shard, p -> p.granularity().compareTo(step) <= 0 && p.from() >= from && p.from() < to)
                .flatMapMany(periods -> new RedisSeries(redis, keys, shard, from, to, periods).read(sources))
                .map(found -> new Kept(found.of(), found.entry()));
    }

    @Override
    public Flux<KeptTotal> totals(Granularity step, long from, long to) {
        return totals.read(step, from, to);
    }

    @Override
    public Flux<Collection<Kept>> live(long from) {
        return Flux.range(0, layout.shards().count()).flatMap(shard -> live(shard, from), SHARDS_AT_ONCE);
    }

    private Flux<Collection<Kept>> live(int shard, long from) {
        Predicate<Period> since = period -> period.from() >= from;
        return still.read(shard, sums -> known.read(shard, since, sums))
                .flatMapMany(
                        seen -> seen.still() ? Flux.fromIterable(seen.read().parts()) : named(shard, since));
    }

    /** The names that a scan has found are all there are: their counts are read again, each counter's at once. */
    private Mono<Collection<Kept>> named(int shard, Predicate<Period> chosen) {
        return live.periods(shard, chosen)
                .flatMapMany(periods ->
                        live.scan(shard, periods).flatMapMany(hits -> live.lines(shard, periods, hits.names())))
                .<Collection<Kept>>reduceWith(ArrayList::new, (kept, line) -> {
                    int blank = line.indexOf(' ');
                    CounterKey counter = CounterKey.parse(line.substring(blank + 1));
                    kept.add(new Kept(counter, Entry.parse(line.substring(0, blank))));
                    return kept;
                });
    }
}
