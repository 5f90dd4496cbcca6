package io.tallygate.redis;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;
import io.tallygate.snapshot.SnapshotStore;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Closes live periods in Redis. */
final class RedisSnapshotStore implements SnapshotStore {

    private static final int FORGET_AT_ONCE = 500;

    /** A stream that was silent for longer is not waited for; what it brings later is closed later. */
    private static final long HEARD_OF_MILLIS = 10_000;

    private final RedisCalls redis;
    private final Keys keys;
    private final Layout layout;
    private final Clock clock;

    RedisSnapshotStore(RedisCalls redis, Keys keys, Layout layout, Clock clock) {
        this.redis = redis;
        this.keys = keys;
        this.layout = layout;
        this.clock = clock;
    }

    @Override
    public Mono<Long> reportedUntil() {
        return redis.list(Script.HEARD, List.of(keys.streams()), List.of(Long.toString(HEARD_OF_MILLIS)))
                .flatMapMany(Flux::fromIterable)
                .concatMap(stream -> redis.values(keys.stream((String) stream), List.of("before", "left")))
                .filter(told -> !"1".equals(told.get(1)))
                .map(told -> told.get(0) == null ? 0 : Long.parseLong(told.get(0)) / 1000)
                .reduce(Math::min)
                .defaultIfEmpty(0L);
    }

    @Override
    public Mono<List<Period>> due(int shard, Duration grace, long reportedUntil) {
        return redis.list(
                        Script.DUE,
                        List.of(keys.liveIndex(shard)),
                        List.of(Long.toString(grace.toMillis()), Long.toString(reportedUntil)))
                .map(this::periods);
    }

    private List<Period> periods(List<Object> namesAndEnds) {
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < namesAndEnds.size(); i += 2) {
            periods.add(
                    LivePeriods.parse((String) namesAndEnds.get(i), Long.parseLong((String) namesAndEnds.get(i + 1))));
        }
        periods.sort(Comparator.comparing(Period::granularity).thenComparing(Period::from));
        return periods;
    }

    @Override
    public Mono<List<CounterKey>> live(int shard, Period period, int limit) {
        return redis.randomFields(keys.live(shard, period), limit)
                .map(names -> names.stream().map(CounterKey::parse).toList());
    }

    @Override
    public Mono<Long> close(int shard, Period period, List<CounterKey> counters) {
        Granularity granularity = period.granularity();
        Optional<Period> parent =
                granularity.coarser().map(g -> layout.calendar().parent(period));
        List<HitKind> kinds = counters.stream().map(CounterKey::kind).distinct().toList();

        List<String> names = new ArrayList<>();
        names.add(keys.live(shard, period));
        names.add(keys.liveIndex(shard));
        names.add(keys.sums(shard));
        names.add(keys.live(shard, parent.orElse(period)));
        counters.forEach(counter -> names.add(keys.list(shard, granularity, counter)));
        kinds.forEach(kind -> names.add(keys.total(shard, granularity, kind)));

        List<String> args = new ArrayList<>();
        args.add(period.format());
        args.add(Long.toString(period.from()));
        args.add(granularity.word());
        args.add(parent.map(Period::format).orElse(""));
        args.add(parent.map(p -> Long.toString(p.to())).orElse(""));
        args.add(layout.namesTtl());
        args.add(layout.listTtl(granularity));
        args.add(Long.toString(oldestKept(granularity)));
        args.add(Integer.toString(counters.size()));
        counters.forEach(counter -> args.add(counter.format()));
        counters.forEach(counter -> args.add(Integer.toString(kinds.indexOf(counter.kind()) + 1)));
        return redis.list(Script.CLOSE, names, args).map(answer -> (Long) answer.get(0));
    }

    @Override
    public Mono<Long> forgetOld(int shard) {
        long oldest = oldestKept(Granularity.DAY);
        return redis.scanEntries(keys.lastHits(shard))
                .filter(counter -> Long.parseLong(counter.getValue()) < oldest)
                .map(Map.Entry::getKey)
                .buffer(FORGET_AT_ONCE)
                .concatMap(counters -> {
                    List<String> args = new ArrayList<>(counters);
                    args.add(0, Long.toString(oldest));
                    return redis.list(Script.FORGET, List.of(keys.counters(shard), keys.lastHits(shard)), args);
                })
                .map(answer -> (Long) answer.get(0))
                .reduce(0L, Long::sum);
    }

    private long oldestKept(Granularity granularity) {
        return clock.instant().minus(layout.retention(granularity)).getEpochSecond();
    }
}
