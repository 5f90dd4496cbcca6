package io.tallygate.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.RedisSerializationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The calls that the stores make. Each is subscribed on threads of our own, because Spring Data Redis blocks while it
 * connects.
 */
final class RedisCalls {

    private static final ScanOptions SOME = ScanOptions.scanOptions().count(500).build();
    private static final int MEMBERS_AT_ONCE = 1000;
    private static final int PIECES_AHEAD = 4;

    private final ReactiveRedisTemplate<String, String> template;
    private final Scheduler threads;

    RedisCalls(ReactiveRedisConnectionFactory connections, Scheduler threads) {
        this.template = new ReactiveRedisTemplate<>(connections, RedisSerializationContext.string());
        this.threads = threads;
    }

    /** What a script gives as a list; its texts as String, its numbers as Long. */
    Mono<List<Object>> list(RedisScript<?> script, List<String> keys, List<String> args) {
        return Flux.defer(() -> template.execute(script, keys, args))
                .<List<Object>>reduceWith(ArrayList::new, (all, some) -> {
                    all.addAll((Collection<?>) some);
                    return all;
                })
                .subscribeOn(threads);
    }

    /** The same, handed on by a thread that may take its time with it. */
    Mono<List<Object>> patientList(RedisScript<?> script, List<String> keys, List<String> args) {
        return list(script, keys, args).publishOn(threads);
    }

    /** The same pieces, handed on by a thread that may take its time with them while the next ones are called for. */
    <T> Flux<T> patiently(Flux<T> pieces) {
        return pieces.publishOn(threads, PIECES_AHEAD);
    }

    /** What a script gives as a text. */
    Mono<String> text(RedisScript<String> script, List<String> keys, List<String> args) {
        return Flux.defer(() -> template.execute(script, keys, args))
                .next()
                .subscribeOn(threads)
                // What is made of a long answer must not hold the connection's own thread up.
                .publishOn(threads);
    }

    /** What a Redis tells of itself in a section; in a cluster each node, its name before the field's. */
    Flux<Map.Entry<String, String>> info(String section) {
        return Flux.defer(() -> template.execute(
                        connection -> connection.serverCommands().info(section)))
                .flatMapIterable(properties -> properties.stringPropertyNames().stream()
                        .map(name -> Map.entry(name, properties.getProperty(name)))
                        .toList())
                .subscribeOn(threads);
    }

    Flux<String> randomFields(String key, int limit) {
        return Flux.defer(() -> template.<String, String>opsForHash().randomKeys(key, limit))
                .subscribeOn(threads);
    }

    Flux<Map.Entry<String, String>> entries(String key) {
        return Flux.defer(() -> template.<String, String>opsForHash().entries(key))
                .subscribeOn(threads)
                .publishOn(threads);
    }

    /** The same in pieces, so that a large hash holds nobody up; a field may come twice. */
    Flux<Map.Entry<String, String>> scanEntries(String key) {
        return Flux.defer(() -> template.<String, String>opsForHash().scan(key, SOME))
                .subscribeOn(threads)
                .publishOn(threads);
    }

    Mono<List<String>> values(String key, List<String> fields) {
        return Mono.defer(() -> template.<String, String>opsForHash().multiGet(key, fields))
                .subscribeOn(threads)
                .publishOn(threads);
    }

    /** The members that begin with a text, of a sorted set whose scores are all the same; in pieces, and in order. */
    Flux<List<String>> beginningWith(String key, String prefix) {
        Range.Bound<String> end = Range.Bound.exclusive(afterAll(prefix));
        return some(key, Range.from(Range.Bound.inclusive(prefix)).to(end))
                .expand(members -> members.size() < MEMBERS_AT_ONCE
                        ? Mono.empty()
                        : some(
                                key,
                                Range.from(Range.Bound.exclusive(members.get(members.size() - 1)))
                                        .to(end)));
    }

    private Mono<List<String>> some(String key, Range<String> range) {
        Limit limit = Limit.limit().count(MEMBERS_AT_ONCE);
        return Flux.defer(() -> template.opsForZSet().rangeByLex(key, range, limit))
                .collectList()
                .subscribeOn(threads);
    }

    /** The first text after all that begin with one, which ends in '|'. */
    static String afterAll(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + (char) ('|' + 1);
    }

    /** The members of a sorted set from a score on, the highest first. */
    Flux<TypedTuple<String>> withScores(String key, double least) {
        Range<Double> range = Range.rightUnbounded(Range.Bound.inclusive(least));
        return Flux.defer(() -> template.opsForZSet().reverseRangeByScoreWithScores(key, range))
                .subscribeOn(threads);
    }

    /** All members of a sorted set in pieces; a member may come twice. */
    Flux<String> scanMembers(String key) {
        return Flux.defer(() -> template.opsForZSet().scan(key, SOME))
                .mapNotNull(TypedTuple::getValue)
                .subscribeOn(threads);
    }

    /** All members of a sorted set. */
    Flux<String> members(String key) {
        return Flux.defer(() -> template.opsForZSet().range(key, Range.unbounded()))
                .subscribeOn(threads);
    }
}
