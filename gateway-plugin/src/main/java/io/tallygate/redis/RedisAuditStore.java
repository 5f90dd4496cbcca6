package io.tallygate.redis;

import io.tallygate.history.audit.AuditStore;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Granularity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads Redis's sums, and counts again what they sum up: hashes by scanning them, lists in pieces. */
final class RedisAuditStore implements AuditStore {

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    /** So many entries are added up in one call, which then takes one or two milliseconds. */
    private static final long ENTRIES_AT_ONCE = 2000;

    private static final int LISTS_AT_ONCE = 500;

    private final RedisCalls redis;
    private final Keys keys;
    private final Layout layout;
    private final LiveShard live;

    RedisAuditStore(RedisCalls redis, Keys keys, Layout layout) {
        this.redis = redis;
        this.keys = keys;
        this.layout = layout;
        this.live = new LiveShard(redis, keys, layout);
    }

    @Override
    public int shards() {
        return layout.shards().count();
    }

    @Override
    public Duration retention(Granularity granularity) {
        return layout.retention(granularity);
    }

    @Override
    public Mono<Sums> sums(int shard, List<String> streams) {
        List<String> names = Stream.concat(
                        Stream.of(keys.sums(shard)), streams.stream().map(stream -> keys.streamIn(shard, stream)))
                .toList();
        return redis.list(Script.SUMS, names, List.of()).map(found -> {
            Map<String, Long> ofStreams = new HashMap<>();
            for (int i = 0; i < streams.size(); i++) {
                String hits = (String) found.get(i + 1);
                if (!hits.isEmpty()) {
                    ofStreams.put(streams.get(i), Long.parseLong(hits));
                }
            }
            return sums((List<?>) found.get(0), ofStreams);
        });
    }

    private static Sums sums(List<?> namesAndValues, Map<String, Long> ofStreams) {
        Map<String, Long> sums = new HashMap<>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            sums.put((String) namesAndValues.get(i), Long.parseLong((String) namesAndValues.get(i + 1)));
        }
        Map<Granularity, Long> closed = new EnumMap<>(Granularity.class);
        Map<Granularity, Long> direct = new EnumMap<>(Granularity.class);
        for (Granularity granularity : Granularity.values()) {
            closed.put(granularity, sums.getOrDefault(granularity.word(), 0L));
            direct.put(granularity, sums.getOrDefault("direct:" + granularity.word(), 0L));
        }
        return new Sums(sums.getOrDefault("applied", 0L), direct, closed, ofStreams);
    }

    @Override
    public Mono<Long> live(int shard, Granularity granularity) {
        return live.all(shard)
                .map(periods -> periods.stream()
                        .filter(period -> period.granularity() == granularity)
                        .toList())
                .flatMap(periods -> live.scan(shard, periods))
                .map(found ->
                        found.all().mapToLong(kept -> kept.counts().hits()).sum());
    }

    @Override
    public Mono<Long> listed(int shard, Granularity granularity, long from, long to) {
        Flux<String> counters = redis.scanMembers(keys.counters(shard)).distinct();
        return recount(counters.map(counter -> keys.list(shard, granularity, counter)), granularity, from, to);
    }

    @Override
    public Mono<Long> totals(int shard, Granularity granularity, long from, long to) {
        Flux<HitKind> kinds = Flux.fromArray(HitKind.values());
        return recount(kinds.map(kind -> keys.total(shard, granularity, kind)), granularity, from, to);
    }

    private Mono<Long> recount(Flux<String> lists, Granularity granularity, long from, long to) {
        long entries = Math.max(1, (to - from) / secondsOf(granularity));
        long lengths = Math.min(entries, ENTRIES_AT_ONCE);
        int together = (int) Math.min(LISTS_AT_ONCE, ENTRIES_AT_ONCE / lengths);
        List<Long> begins = new ArrayList<>();
        long length = lengths * secondsOf(granularity);
        for (long begin = from; begin < to; begin += length) {
            begins.add(begin);
        }
        return lists.buffer(together)
                .concatMap(some -> Flux.fromIterable(begins)
                        .concatMap(begin -> redis.list(
                                Script.RECOUNT,
                                some,
                                List.of(Long.toString(begin), Long.toString(Math.min(begin + length, to))))))
                .map(answer -> Long.parseLong((String) answer.get(0)))
                .reduce(0L, Long::sum);
    }

    private long secondsOf(Granularity granularity) {
        return switch (granularity) {
            case WINDOW -> layout.calendar().window().toSeconds();
            case HOUR -> HOUR;
            case DAY -> DAY;
        };
    }
}
