package io.tallygate.redis;

import io.tallygate.TestRedis;
import io.tallygate.flush.Batch;
import io.tallygate.flush.CounterStore;
import io.tallygate.flush.StreamFigures;
import io.tallygate.flush.StreamReport;
import io.tallygate.history.HistoryStore;
import io.tallygate.history.audit.AuditStore;
import io.tallygate.history.state.StateStore;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Shards;
import io.tallygate.rules.store.RuleStore;
import io.tallygate.snapshot.SnapshotStore;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Mono;

/** The stores on a real Redis, with one shard unless told otherwise, and what the tests do with them. */
final class Stores implements AutoCloseable {

    static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);

    /** A test's one moment, in seconds since the epoch: between two looks at the clock a window may end. */
    private static long now = System.currentTimeMillis() / 1000;

    private final LettuceConnectionFactory connections;
    private final RedisStores stores;

    /** The hits of each batch by its seq, for each stream. */
    private final Map<String, NavigableMap<Long, Long>> sent = new HashMap<>();

    Stores(TestRedis redis, String prefix, int shards) {
        this(redis.connections(), prefix, shards);
    }

    /** Over connections of the test's own, which are closed with the stores. */
    Stores(LettuceConnectionFactory connections, String prefix, int shards) {
        this.connections = connections;
        this.stores = new RedisStores(connections, layout(prefix, shards, CALENDAR));
    }

    /** A test begins. What is said to be due now must not be so by the clock of a test that ran minutes ago. */
    static void takeTheTime() {
        now = System.currentTimeMillis() / 1000;
    }

    static Layout layout(String prefix, int shards, Calendar calendar) {
        return new Layout(
                prefix, new Shards(shards), calendar, Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(400));
    }

    CounterStore counters() {
        return stores.counters();
    }

    SnapshotStore snapshots() {
        return stores.snapshots(Clock.systemUTC());
    }

    AuditStore audit() {
        return stores.audit();
    }

    StateStore states() {
        return stores.states(Clock.systemUTC());
    }

    RuleStore rules() {
        return stores.rules();
    }

    HistoryStore history() {
        return stores.history();
    }

    /** Applies a batch of one stream to shard 0. */
    CounterStore.Ack apply(String stream, long seq, long floor, Period window, Map<CounterKey, Counts> deltas) {
        NavigableMap<Long, Long> before = sent.computeIfAbsent(stream, s -> new TreeMap<>());
        long hits = before.headMap(seq).values().stream().mapToLong(n -> n).sum();
        Batch batch = new Batch(stream, 0, seq, hits, window, deltas);
        before.put(seq, batch.hits());
        return await(counters().apply(batch, floor));
    }

    /** A report of a stream with nothing to tell. */
    static StreamReport report(String stream) {
        return new StreamReport(stream, "me", 1, 2, false, StreamFigures.ZERO, null, 0);
    }

    /** Closes all that is live in a period. */
    void close(Period period) {
        while (!closeSome(period, 500)) {
            // as long as some are left
        }
    }

    boolean closeSome(Period period, int limit) {
        List<CounterKey> live = await(snapshots().live(0, period, limit));
        return await(snapshots().close(0, period, live)) == 0;
    }

    /** All hits of some counters from a step's points, closed and live together. */
    Counts total(Granularity step, CounterKey... keys) {
        return await(history()
                .series(List.of(keys), step, 0, Integer.MAX_VALUE)
                .map(HistoryStore.Kept::counts)
                .reduce(Counts.ZERO, Counts::plus));
    }

    static <T> T await(Mono<T> call) {
        return Objects.requireNonNull(call.block(Duration.ofSeconds(20)));
    }

    static Period window(long minutesAgo) {
        return CALENDAR.containing(Granularity.WINDOW, now - 60 * minutesAgo);
    }

    @Override
    public void close() {
        stores.close();
        connections.destroy();
    }
}
