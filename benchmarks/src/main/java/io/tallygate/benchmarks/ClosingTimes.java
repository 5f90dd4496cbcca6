package io.tallygate.benchmarks;

import io.tallygate.benchmarks.load.LocalRedis;
import io.tallygate.flush.Batch;
import io.tallygate.flush.CounterStore;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.hit.Shards;
import io.tallygate.redis.Layout;
import io.tallygate.redis.RedisStores;
import io.tallygate.snapshot.Closing;
import io.tallygate.snapshot.SnapshotStore;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Mono;

/**
 * Prints how long it takes to close a window of a hundred thousand counters, and how long each call takes, several times:
 * the lists are new the first time and grow then.
 */
public final class ClosingTimes {

    private static final int PORT = 18379;
    private static final int COUNTERS = 100_000;
    private static final int ROUNDS = 8;
    private static final int CHUNK = 150;
    private static final Shards SHARDS = new Shards(16);
    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);

    private ClosingTimes() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        try (LocalRedis redis = LocalRedis.start(PORT)) {
            LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", redis.port());
            connections.afterPropertiesSet();
            connections.start();
            Layout layout = new Layout(
                    "times", SHARDS, CALENDAR, Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(400));
            try (RedisStores stores = new RedisStores(connections, layout)) {
                close(stores, System.out);
            } finally {
                connections.destroy();
            }
        }
    }

    private static void close(RedisStores stores, PrintStream out) {
        List<Long> calls = new ArrayList<>();
        SnapshotStore store = stores.snapshots(Clock.systemUTC());
        Closing closing = new Closing(timed(store, calls), SHARDS.count(), Duration.ZERO, CHUNK);
        long now = System.currentTimeMillis() / 1000;
        out.println("round   all ms   calls   median ms   p99 ms   max ms");
        for (int round = 1; round <= ROUNDS; round++) {
            fill(stores.counters(), CALENDAR.containing(Granularity.WINDOW, now - 60L * (ROUNDS + 2 - round)), round);
            calls.clear();
            long begun = System.nanoTime();
            closing.closeDue();
            long all = System.nanoTime() - begun;
            List<Long> sorted = calls.stream().sorted().toList();
            out.printf(
                    "%5d   %6d   %5d   %9.1f   %6.1f   %6.1f%n",
                    round,
                    all / 1_000_000,
                    sorted.size(),
                    millis(sorted, 0.5),
                    millis(sorted, 0.99),
                    millis(sorted, 1));
        }
    }

    private static double millis(List<Long> sorted, double quantile) {
        return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1) / 1e6;
    }

    /** A hit of every counter in a window; one in ten failed. */
    private static void fill(CounterStore store, Period window, long round) {
        Map<Integer, List<CounterKey>> byShard = new HashMap<>();
        IntStream.range(0, COUNTERS)
                .mapToObj(n -> CounterKey.of(HitKind.HEADER, "rule-" + n / 3, "service-" + n % 20, "node-" + n % 3))
                .forEach(key -> byShard.computeIfAbsent(SHARDS.of(key), s -> new ArrayList<>())
                        .add(key));
        byShard.forEach((shard, keys) -> {
            long seq = 0;
            for (int from = 0; from < keys.size(); from += Batch.MAX_COUNTERS) {
                Map<CounterKey, Counts> deltas = new HashMap<>();
                keys.subList(from, Math.min(from + Batch.MAX_COUNTERS, keys.size()))
                        .forEach(key ->
                                deltas.put(key, new Counts(1234, key.hashCode() % 10 == 0 ? 5 : 0, 0, causes(key))));
                seq++;
                store.apply(new Batch("stream-" + round, shard, seq, 0, window, deltas), seq)
                        .block();
            }
        });
    }

    private static Map<Cause, Long> causes(CounterKey key) {
        return key.hashCode() % 10 == 0 ? Map.of(Cause.STATUS, 5L) : Map.of();
    }

    /** The same store; how long each of its calls took is added to a list, in nanoseconds. */
    private static SnapshotStore timed(SnapshotStore store, List<Long> calls) {
        return (SnapshotStore) Proxy.newProxyInstance(
                SnapshotStore.class.getClassLoader(), new Class<?>[] {SnapshotStore.class}, (proxy, method, args) -> {
                    Mono<?> call = (Mono<?>) method.invoke(store, args);
                    return Mono.defer(() -> {
                        long begun = System.nanoTime();
                        return call.doOnTerminate(() -> calls.add(System.nanoTime() - begun));
                    });
                });
    }
}
