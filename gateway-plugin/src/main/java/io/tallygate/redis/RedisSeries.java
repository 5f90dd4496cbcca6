package io.tallygate.redis;

import io.tallygate.redis.Blocks.Rest;
import io.tallygate.window.Entry;
import io.tallygate.window.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads ranges of some lists of a shard, and what of them is still live, call by call.
 *
 * @param shard the shard
 * @param from the first second, in seconds since the epoch
 * @param to the first second after the range
 * @param live the live periods that may hold hits of the range
 */
record RedisSeries(RedisCalls redis, Keys keys, int shard, long from, long to, List<Period> live) {

    /** So many entries are read in one call, which then takes a millisecond or two. */
    private static final int ENTRIES_AT_ONCE = 1000;

    private static final int LISTS_AT_ONCE = 50;
    private static final int CALLS_AT_ONCE = 4;
    private static final int LIVE_VALUES_AT_ONCE = 2500;

    /** A list, and the counter whose live hits belong to it; empty where none do. */
    record Source<T>(T of, String list, String counter) {}

    private record Piece<T>(List<Found<T>> found, @Nullable Start<T> rest) {}

    private record Start<T>(List<Source<T>> sources, long begin) {}

    /** All entries, of each source in order but for those that are live. */
    <T> Flux<Found<T>> read(List<Source<T>> sources) {
        int together = Math.min(LISTS_AT_ONCE, Math.max(1, LIVE_VALUES_AT_ONCE / Math.max(1, live.size())));
        return Flux.fromIterable(sources)
                .buffer(together)
                .concatMap(some -> piece(new Start<>(some, from)))
                .concatMap(piece -> piece.rest() == null
                        ? Flux.just(piece)
                        : Flux.just(piece).concatWith(all(piece.rest())))
                .flatMapIterable(Piece::found);
    }

    /** What one call could not hold is read in several calls at once. */
    private <T> Flux<Piece<T>> all(Start<T> rest) {
        int sources = rest.sources.size();
        int together = 1 + (sources - 1) / CALLS_AT_ONCE;
        return Flux.range(0, 1 + (sources - 1) / together)
                .map(n -> new Start<>(
                        rest.sources.subList(n * together, Math.min((n + 1) * together, sources)),
                        n == 0 ? rest.begin : from))
                .flatMapSequential(
                        start ->
                                piece(start).expand(piece -> piece.rest() == null ? Mono.empty() : piece(piece.rest())),
                        CALLS_AT_ONCE);
    }

    private <T> Mono<Piece<T>> piece(Start<T> rest) {
        List<String> names = concat(rest.sources, Source::list, period -> keys.live(shard, period));
        List<String> args = new ArrayList<>(List.of(
                Long.toString(from),
                Long.toString(rest.begin),
                Long.toString(to),
                Integer.toString(rest.sources.size()),
                Integer.toString(ENTRIES_AT_ONCE)));
        args.addAll(concat(rest.sources, Source::counter, period -> Long.toString(period.from())));
        return redis.text(Script.SERIES, names, args).map(text -> piece(new Blocks(text), rest.sources));
    }

    private <T> List<String> concat(
            List<Source<T>> sources, Function<Source<T>, String> ofSource, Function<Period, String> ofPeriod) {
        return Stream.concat(sources.stream().map(ofSource), live.stream().map(ofPeriod))
                .toList();
    }

    private static <T> Piece<T> piece(Blocks blocks, List<Source<T>> sources) {
        List<Found<T>> found = new ArrayList<>();
        while (blocks.next()) {
            T of = sources.get(blocks.number()).of;
            for (int i = 0; i < blocks.size(); i++) {
                found.add(new Found<>(of, Entry.parse(blocks.line())));
            }
        }
        Rest rest = blocks.rest();
        return new Piece<>(
                found,
                rest == null
                        ? null
                        : new Start<>(sources.subList(rest.number() - 1, sources.size()), Long.parseLong(rest.from())));
    }
}
