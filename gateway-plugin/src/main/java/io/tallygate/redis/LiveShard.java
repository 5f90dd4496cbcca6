package io.tallygate.redis;

import io.tallygate.window.Calendar;
import io.tallygate.window.Period;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what is live in a shard, in pieces that hold nobody up. */
final class LiveShard {

    /** So many values are read in one call, which then takes a millisecond or two. */
    private static final int VALUES_AT_ONCE = 1500;

    private static final Comparator<Period> FINEST_FIRST =
            Comparator.comparing(Period::granularity).thenComparing(Period::from);

    private final RedisCalls redis;
    private final Keys keys;
    private final Layout layout;

    LiveShard(RedisCalls redis, Keys keys, Layout layout) {
        this.redis = redis;
        this.keys = keys;
        this.layout = layout;
    }

    /** The counts of a period's live counters, both in their text form. */
    record Fields(Period period, Map<String, String> counts) {}

    /** The live periods that are chosen, with all that they are rolled up into; the finest first. */
    Mono<List<Period>> periods(int shard, Predicate<Period> chosen) {
        Calendar calendar = layout.calendar();
        return redis.members(keys.liveIndex(shard))
                .map(name -> LivePeriods.parse(name, calendar))
                .collectList()
                .map(live -> LivePeriods.withParents(live, calendar).stream()
                        .filter(chosen)
                        .sorted(FINEST_FIRST)
                        .toList());
    }

    /**
     * All that is live in some periods, one after the other. Counters move from finer to coarser ones only: whatever was
     * live in one of them when this began is found at least once if the finest come first.
     */
    Mono<List<Fields>> scan(int shard, List<Period> periods) {
        return Flux.fromIterable(periods)
                .concatMap(period -> redis.scanEntries(keys.live(shard, period))
                        // A field may come twice: Redis promises of a scan only that none is left out.
                        .<Map<String, String>>reduceWith(LinkedHashMap::new, (counts, field) -> {
                            counts.put(field.getKey(), field.getValue());
                            return counts;
                        })
                        .map(counts -> new Fields(period, counts)))
                .collectList();
    }

    /** What is live of some counters in some periods; of each counter one picture, as it moves with all its hits. */
    Flux<String> lines(int shard, List<Period> periods, Set<String> counters) {
        List<String> names = periods.stream().map(p -> keys.live(shard, p)).toList();
        List<String> starts = periods.stream().map(p -> Long.toString(p.from())).toList();
        return Flux.fromIterable(counters)
                .buffer(Math.max(1, VALUES_AT_ONCE / Math.max(1, periods.size())))
                .concatMap(some -> redis.text(
                        Script.LIVE,
                        names,
                        Stream.concat(starts.stream(), some.stream()).toList()))
                .filter(text -> !text.isEmpty())
                .flatMapIterable(text -> text.lines().toList());
    }
}
