package io.tallygate.redis;

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
    private static final int LIVE_VALUES_AT_ONCE = 2500;

    /** A list, and the counter whose live hits belong to it; empty where none do. */
    record Source<T>(T of, String list, String counter) {}

    private record Piece<T>(List<Found<T>> found, @Nullable Rest<T> rest) {}

    private record Rest<T>(List<Source<T>> sources, long begin) {}

    /** All entries, of each source in order but for those that are live. */
    <T> Flux<Found<T>> read(List<Source<T>> sources) {
        int together = Math.min(LISTS_AT_ONCE, Math.max(1, LIVE_VALUES_AT_ONCE / Math.max(1, live.size())));
        return Flux.fromIterable(sources)
                .buffer(together)
                .concatMap(some -> piece(new Rest<>(some, from))
                        .expand(piece -> piece.rest() == null ? Mono.empty() : piece(piece.rest())))
                .flatMapIterable(Piece::found);
    }

    private <T> Mono<Piece<T>> piece(Rest<T> rest) {
        List<String> names = concat(rest.sources, Source::list, period -> keys.live(shard, period));
        List<String> args = new ArrayList<>(List.of(
                Long.toString(from),
                Long.toString(rest.begin),
                Long.toString(to),
                Integer.toString(rest.sources.size()),
                Integer.toString(ENTRIES_AT_ONCE)));
        args.addAll(concat(rest.sources, Source::counter, period -> Long.toString(period.from())));
        return redis.text(Script.SERIES, names, args).map(text -> piece(text, rest.sources));
    }

    private <T> List<String> concat(
            List<Source<T>> sources, Function<Source<T>, String> ofSource, Function<Period, String> ofPeriod) {
        return Stream.concat(sources.stream().map(ofSource), live.stream().map(ofPeriod))
                .toList();
    }

    private static <T> Piece<T> piece(String text, List<Source<T>> sources) {
        List<String> lines = text.lines().toList();
        List<Found<T>> found = new ArrayList<>(lines.size());
        for (String line : lines.subList(1, lines.size())) {
            int equals = line.indexOf('=');
            Source<T> source = sources.get(Integer.parseInt(line, 0, equals, 10) - 1);
            found.add(new Found<>(source.of, Entry.parse(line.substring(equals + 1))));
        }
        return new Piece<>(found, rest(lines.get(0), sources));
    }

    private static <T> @Nullable Rest<T> rest(String next, List<Source<T>> sources) {
        int blank = next.indexOf(' ');
        if (blank < 0) {
            return null;
        }
        int counter = Integer.parseInt(next, 0, blank, 10);
        return new Rest<>(sources.subList(counter - 1, sources.size()), Long.parseLong(next.substring(blank + 1)));
    }
}
