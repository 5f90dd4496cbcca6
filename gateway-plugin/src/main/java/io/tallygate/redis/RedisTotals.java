package io.tallygate.redis;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.history.HistoryStore.KeptTotal;
import io.tallygate.hit.CountsSum;
import io.tallygate.hit.HitKind;
import io.tallygate.redis.RedisSeries.Source;
import io.tallygate.redis.StillShard.Seen;
import io.tallygate.window.Entry;
import io.tallygate.window.Granularity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the lists of totals with what is live. A list of totals has the hits of many counters, which move one after the
 * other: so a shard is read again until nothing has moved meanwhile. A shard is closed in some tens of milliseconds, once
 * a window.
 */
final class RedisTotals {

    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final int SHARDS_AT_ONCE = 8;

    private final RedisCalls redis;
    private final Keys keys;
    private final Layout layout;
    private final StillShard still;
    private final KnownShard known;

    RedisTotals(RedisCalls redis, Keys keys, Layout layout, StillShard still, KnownShard known) {
        this.redis = redis;
        this.keys = keys;
        this.layout = layout;
        this.still = still;
        this.known = known;
    }

    Flux<KeptTotal> read(Granularity step, long from, long to) {
        return Flux.range(0, layout.shards().count())
                .flatMap(
                        shard -> still.read(shard, sums -> shard(shard, step, from, to, sums))
                                .filter(Seen::still)
                                .map(Seen::read)
                                .repeatWhenEmpty(tries -> tries.delayElements(PAUSE)),
                        SHARDS_AT_ONCE)
                .flatMapIterable(totals -> totals);
    }

    private Mono<List<KeptTotal>> shard(
            int shard, Granularity step, long from, long to, List<@Nullable String> shardSums) {
        List<Source<HitKind>> lists = Stream.of(HitKind.values())
                .filter(HitKind::isRequest)
                .map(kind -> new Source<>(kind, keys.total(shard, step, kind), ""))
                .toList();
        Flux<KeptTotal> closed = new RedisSeries(redis, keys, shard, from, to, List.of())
                .read(lists)
                .map(found -> new KeptTotal(found.of(), found.entry()));
        Flux<KeptTotal> open = known.read(
                        shard,
                        p -> p.granularity().compareTo(step) <= 0 && p.from() >= from && p.from() < to,
                        shardSums)
                .flatMapIterable(hits -> sums(hits.all()));
        return open.concatWith(closed).collectList();
    }

    private static List<KeptTotal> sums(Stream<Kept> hits) {
        Map<HitKind, Map<Long, CountsSum>> sums = new EnumMap<>(HitKind.class);
        hits.filter(kept -> kept.key().kind().isRequest())
                .forEach(kept -> sums.computeIfAbsent(kept.key().kind(), kind -> new HashMap<>())
                        .computeIfAbsent(kept.entry().start(), start -> new CountsSum())
                        .add(kept.counts()));
        List<KeptTotal> totals = new ArrayList<>();
        sums.forEach((kind, byStart) ->
                byStart.forEach((start, sum) -> totals.add(new KeptTotal(kind, new Entry(start, sum.total())))));
        return totals;
    }
}
