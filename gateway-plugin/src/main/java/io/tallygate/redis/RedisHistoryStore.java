package io.tallygate.redis;

import io.tallygate.history.HistoryStore;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Entry;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads history from Redis: first which counters and live periods there are, then all of them in one script, so that
 * what a closing moves meanwhile is seen exactly once.
 */
final class RedisHistoryStore implements HistoryStore {

    private final RedisCalls redis;
    private final Keys keys;
    private final Layout layout;

    RedisHistoryStore(RedisCalls redis, Keys keys, Layout layout) {
        this.redis = redis;
        this.keys = keys;
        this.layout = layout;
    }

    @Override
    public Flux<KnownCounter> counters(HitKind kind, String... parts) {
        String prefix = CounterKey.prefix(kind, parts);
        return shards(kind, parts)
                .concatMap(shard -> redis.beginningWith(keys.counters(shard), prefix)
                        .collectList()
                        .flatMapMany(names -> withLastHits(shard, names)));
    }

    private Flux<KnownCounter> withLastHits(int shard, List<String> names) {
        if (names.isEmpty()) {
            return Flux.empty();
        }
        return redis.values(keys.lastHits(shard), names).flatMapIterable(lastHits -> {
            List<KnownCounter> known = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if (lastHits.get(i) != null) {
                    known.add(new KnownCounter(CounterKey.parse(names.get(i)), Long.parseLong(lastHits.get(i))));
                }
            }
            return known;
        });
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
    public Flux<Kept> series(List<CounterKey> counters, Granularity step, long from, long to) {
        if (counters.isEmpty()) {
            return Flux.empty();
        }
        int shard = layout.shards().of(counters.get(0));
        return livePeriods(shard)
                .map(live -> live.stream()
                        .filter(p -> p.granularity().compareTo(step) <= 0 && p.from() >= from && p.from() < to)
                        .toList())
                .flatMap(live -> series(shard, counters, step, live, from, to))
                .flatMapMany(RedisHistoryStore::lines)
                .map(line -> parseSeries(line, counters));
    }

    private Mono<String> series(
            int shard, List<CounterKey> counters, Granularity step, List<Period> live, long from, long to) {
        List<String> names = Stream.concat(
                        counters.stream().map(counter -> keys.list(shard, step, counter)),
                        live.stream().map(period -> keys.live(shard, period)))
                .toList();
        List<String> args = Stream.of(
                        Stream.of(Long.toString(from), Long.toString(to), Integer.toString(counters.size())),
                        counters.stream().map(CounterKey::format),
                        live.stream().map(period -> Long.toString(period.from())))
                .flatMap(part -> part)
                .toList();
        return redis.text(Script.SERIES, names, args);
    }

    private static Kept parseSeries(String line, List<CounterKey> counters) {
        int end = 0;
        while (Character.isDigit(line.charAt(end))) {
            end++;
        }
        CounterKey counter = counters.get(Integer.parseInt(line.substring(0, end)) - 1);
        return new Kept(counter, Entry.parse(line.substring(end + 1)));
    }

    @Override
    public Flux<Kept> live(long from) {
        return Flux.range(0, layout.shards().count())
                .concatMap(shard -> livePeriods(shard)
                        .map(live -> live.stream().filter(p -> p.from() >= from).toList())
                        .filter(live -> !live.isEmpty())
                        .flatMap(live -> redis.text(
                                Script.LIVE,
                                live.stream().map(p -> keys.live(shard, p)).toList(),
                                live.stream().map(p -> Long.toString(p.from())).toList()))
                        .flatMapMany(RedisHistoryStore::lines)
                        .map(line -> {
                            int blank = line.indexOf(' ');
                            return new Kept(
                                    CounterKey.parse(line.substring(blank + 1)), Entry.parse(line.substring(0, blank)));
                        }));
    }

    private Mono<Set<Period>> livePeriods(int shard) {
        Calendar calendar = layout.calendar();
        return redis.members(keys.liveIndex(shard))
                .map(name -> LivePeriods.parse(name, calendar))
                .collectList()
                .map(live -> LivePeriods.withParents(live, calendar));
    }

    private static Flux<String> lines(String text) {
        return text.isEmpty() ? Flux.empty() : Flux.fromStream(text::lines);
    }
}
