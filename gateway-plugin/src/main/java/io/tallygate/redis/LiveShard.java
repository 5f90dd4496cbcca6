package io.tallygate.redis;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.redis.Blocks.Rest;
import io.tallygate.window.Calendar;
import io.tallygate.window.Period;
import java.util.Comparator;
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

    private static final Rest BEGIN = new Rest(1, "0");

    private final RedisCalls redis;
    private final Keys keys;
    private final Layout layout;

    LiveShard(RedisCalls redis, Keys keys, Layout layout) {
        this.redis = redis;
        this.keys = keys;
        this.layout = layout;
    }

    /** The periods in the index of what is live. */
    Mono<List<Period>> all(int shard) {
        return redis.withScores(keys.liveIndex(shard))
                .map(live -> live.stream()
                        .map(period -> LivePeriods.parse(period.getKey(), period.getValue()))
                        .toList());
    }

    /** The live periods that are chosen, with all that they are rolled up into; the finest first. */
    Mono<List<Period>> periods(int shard, Predicate<Period> chosen) {
        Calendar calendar = layout.calendar();
        return all(shard)
                .map(live -> LivePeriods.withParents(live, calendar).stream()
                        .filter(chosen)
                        .sorted(FINEST_FIRST)
                        .toList());
    }

    /** All that is live in some periods. */
    Mono<LiveHits> scan(int shard, List<Period> periods) {
        return scan(shard, periods, Map.of());
    }

    /**
     * All that is live in some periods, one after the other. Counters move from finer to coarser ones only: whatever was
     * live in one of them when this began is found at least once if the finest come first and none is known.
     *
     * @param known what is known of some of the periods, by counter: these are not read
     */
    Mono<LiveHits> scan(int shard, List<Period> periods, Map<Period, Map<String, Kept>> known) {
        List<Period> unknown =
                periods.stream().filter(p -> !known.containsKey(p)).toList();
        List<String> names = unknown.stream().map(p -> keys.live(shard, p)).toList();
        return Mono.defer(() -> piece(names, BEGIN))
                .expand(piece -> piece.rest() == null ? Mono.empty() : piece(names, piece.rest()))
                .reduceWith(() -> new LiveHits(known, unknown), (hits, piece) -> add(hits, unknown, piece));
    }

    private Mono<Blocks> piece(List<String> names, Rest rest) {
        if (names.isEmpty()) {
            return Mono.empty();
        }
        return redis.text(
                        Script.SCAN,
                        names,
                        List.of(Integer.toString(rest.number()), rest.from(), Integer.toString(VALUES_AT_ONCE)))
                .map(Blocks::new);
    }

    private static LiveHits add(LiveHits hits, List<Period> periods, Blocks blocks) {
        while (blocks.next()) {
            Period period = periods.get(blocks.number());
            for (int i = 0; i < blocks.size(); i++) {
                hits.put(period, blocks.line(), blocks.line());
            }
        }
        return hits;
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
