package io.tallygate.redis;

import io.tallygate.flush.CounterStore;
import io.tallygate.history.HistoryStore;
import io.tallygate.history.audit.AuditStore;
import io.tallygate.history.state.StateStore;
import io.tallygate.rules.store.RuleStore;
import io.tallygate.snapshot.SnapshotStore;
import java.time.Clock;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The stores that live in Redis; the only public way into this package. */
public final class RedisStores implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int QUEUED = 10_000;

    private final RedisCalls redis;
    private final Keys keys;
    private final Layout layout;
    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, QUEUED, "tallygate-redis", 60, true);
    private final CoarseHits coarse = new CoarseHits(threads);

    public RedisStores(ReactiveRedisConnectionFactory connections, Layout layout) {
        this.redis = new RedisCalls(connections, threads);
        this.keys = new Keys(layout.prefix());
        this.layout = layout;
    }

    public CounterStore counters() {
        return new RedisCounterStore(redis, keys, layout);
    }

    /**
     * Where periods are closed.
     *
     * @param clock says what is too old to keep
     */
    public SnapshotStore snapshots(Clock clock) {
        return new RedisSnapshotStore(redis, keys, layout, clock);
    }

    public HistoryStore history() {
        return new RedisHistoryStore(redis, keys, layout, coarse);
    }

    /**
     * What streams reported, and the states that were kept.
     *
     * @param clock says what is too old to keep
     */
    public StateStore states(Clock clock) {
        return new RedisStateStore(redis, keys, layout, clock);
    }

    public AuditStore audit() {
        return new RedisAuditStore(redis, keys, layout);
    }

    /** Where dynamic rules are kept. */
    public RuleStore rules() {
        return new RedisRuleStore(redis, keys);
    }

    /** What the key of the election's lock begins with. */
    public String lockPrefix() {
        return keys.lock();
    }

    @Override
    public void close() {
        threads.dispose();
    }
}
