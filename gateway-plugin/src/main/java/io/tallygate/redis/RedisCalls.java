package io.tallygate.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveRedisTemplate;
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

    private static final String FIRST = "0";
    private static final String SCANNED_AT_ONCE = "500";
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

    /** Reads a key where it is written, whatever reads the host's client sends to replicas: those may be behind. */
    private Mono<List<Object>> read(String key, List<String> command) {
        return patientList(Script.READ, List.of(key), command);
    }

    Mono<List<String>> randomFields(String key, int limit) {
        return read(key, List.of("HRANDFIELD", Integer.toString(limit))).map(RedisCalls::texts);
    }

    Mono<Map<String, String>> entries(String key) {
        return read(key, List.of("HGETALL")).map(found -> {
            Map<String, String> entries = new HashMap<>();
            pairs(found).forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
            return entries;
        });
    }

    /** The same in pieces, so that a large hash holds nobody up; a field may come twice. */
    Flux<Map.Entry<String, String>> scanEntries(String key) {
        return scan("HSCAN", key).flatMapIterable(RedisCalls::pairs);
    }

    /** Of each field its value; null where it is not there. */
    Mono<List<@Nullable String>> values(String key, List<String> fields) {
        return read(key, Stream.concat(Stream.of("HMGET"), fields.stream()).toList())
                .map(found -> {
                    List<@Nullable String> values = new ArrayList<>(found.size());
                    found.forEach(value -> values.add(value.equals("") ? null : (String) value));
                    return values;
                });
    }

    /** The members that begin with a text, of a sorted set whose scores are all the same; in pieces, and in order. */
    Flux<List<String>> beginningWith(String key, String prefix) {
        String end = "(" + afterAll(prefix);
        return some(key, "[" + prefix, end)
                .expand(members -> members.size() < MEMBERS_AT_ONCE
                        ? Mono.empty()
                        : some(key, "(" + members.get(members.size() - 1), end));
    }

    private Mono<List<String>> some(String key, String begin, String end) {
        return read(key, List.of("ZRANGEBYLEX", begin, end, "LIMIT", "0", Integer.toString(MEMBERS_AT_ONCE)))
                .map(RedisCalls::texts);
    }

    /** The first text after all that begin with one, which ends in '|'. */
    static String afterAll(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + (char) ('|' + 1);
    }

    /** The members of a sorted set from a score on, each with its score, the highest first. */
    Flux<Map.Entry<String, Long>> withScores(String key, long least) {
        return read(key, List.of("ZREVRANGEBYSCORE", "+inf", Long.toString(least), "WITHSCORES"))
                .flatMapIterable(RedisCalls::scores);
    }

    /** All members of a sorted set, each with its score, the lowest first. */
    Mono<List<Map.Entry<String, Long>>> withScores(String key) {
        return read(key, List.of("ZRANGE", "0", "-1", "WITHSCORES")).map(RedisCalls::scores);
    }

    /** All members of a sorted set in pieces; a member may come twice. */
    Flux<String> scanMembers(String key) {
        return scan("ZSCAN", key).flatMapIterable(RedisCalls::pairs).map(Map.Entry::getKey);
    }

    /** What was there all the time, name and value by turns, and perhaps more; some of it may come twice. */
    private Flux<List<?>> scan(String command, String key) {
        return scan(command, key, FIRST)
                .expand(piece -> piece.get(0).equals(FIRST) ? Mono.empty() : scan(command, key, (String) piece.get(0)))
                .map(piece -> (List<?>) piece.get(1));
    }

    private Mono<List<Object>> scan(String command, String key, String cursor) {
        return read(key, List.of(command, cursor, "COUNT", SCANNED_AT_ONCE));
    }

    private static List<String> texts(List<?> found) {
        return found.stream().map(String.class::cast).toList();
    }

    private static List<Map.Entry<String, String>> pairs(List<?> found) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>(found.size() / 2);
        for (int i = 0; i < found.size(); i += 2) {
            pairs.add(Map.entry((String) found.get(i), (String) found.get(i + 1)));
        }
        return pairs;
    }

    private static List<Map.Entry<String, Long>> scores(List<?> found) {
        return pairs(found).stream()
                .map(pair -> Map.entry(pair.getKey(), Long.parseLong(pair.getValue())))
                .toList();
    }
}
