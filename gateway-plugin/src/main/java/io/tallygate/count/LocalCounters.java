package io.tallygate.count;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The counters of this process. Any thread records; one thread, the flush's, {@linkplain #take() takes} what came since
 * it last asked. Counters that nobody hit for an hour are retired; their number is bounded, and hits beyond the bound
 * are counted under {@link CounterKey#OTHER} of their kind, so that totals stay right.
 */
public final class LocalCounters {

    private static final long MAX_IDLE_NANOS = Duration.ofHours(1).toNanos();

    private final int maxKeys;
    private final LongSupplier nanoTime;
    private final AtomicInteger open = new AtomicInteger();
    private final Queue<Tracked> opened = new ConcurrentLinkedQueue<>();
    private final List<Tracked> tracked = new ArrayList<>();
    private final Map<HitKind, Counter> others = new EnumMap<>(HitKind.class);
    private final ConcurrentMap<String, ConcurrentMap<String, CounterFamily>> routes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, CounterFamily> nodes = new ConcurrentHashMap<>();
    private final HitTally tally = new HitTally();
    private final Counter none;
    private volatile boolean overflowed;

    /**
     * No counters yet.
     *
     * @param maxKeys how many counters there may be at once
     * @param nanoTime a monotonic clock, in nanoseconds
     */
    public LocalCounters(int maxKeys, LongSupplier nanoTime) {
        this.maxKeys = maxKeys;
        this.nanoTime = nanoTime;
        for (HitKind kind : HitKind.values()) {
            others.put(kind, track(CounterKey.other(kind), null));
        }
        this.none = track(CounterKey.of(HitKind.NONE, CounterKey.ABSENT, CounterKey.ABSENT, CounterKey.ABSENT), null);
    }

    /** The counters of a rule; asked for once, when the rule is compiled. */
    public CounterFamily rule(HitKind kind, String id, String service) {
        return new CounterFamily(this, kind, id, service);
    }

    /** The counters of one of the user's routes. */
    public CounterFamily route(String id, String service) {
        return routes.computeIfAbsent(id, k -> new ConcurrentHashMap<>())
                .computeIfAbsent(service, k -> new CounterFamily(this, HitKind.ROUTE, id, service));
    }

    /** The counter of attempts at a node. */
    public Counter node(String service, String node) {
        CounterFamily family = nodes.get(service);
        if (family == null) {
            // Asked for with every attempt: only the first one of a service may allocate.
            family = nodes.computeIfAbsent(service, k -> new CounterFamily(this, HitKind.NODE, CounterKey.ABSENT, k));
        }
        return family.at(node);
    }

    /** The counter of requests that neither a rule nor a route took. */
    public Counter none() {
        return none;
    }

    /** What was due and recorded, counted apart. */
    public HitTally tally() {
        return tally;
    }

    /** How many counters there are now. */
    public int size() {
        return open.get();
    }

    /** Whether hits ever went to {@link CounterKey#OTHER} for want of room. */
    public boolean hasOverflowed() {
        return overflowed;
    }

    /** What came since the last call, by counter. Always to be called by the same thread. */
    public Map<CounterKey, Counts> take() {
        for (Tracked added = opened.poll(); added != null; added = opened.poll()) {
            tracked.add(added);
        }
        long now = nanoTime.getAsLong();
        Map<CounterKey, Counts> deltas = new HashMap<>();
        tracked.removeIf(counter -> takeFrom(counter, now, deltas));
        return deltas;
    }

    private boolean takeFrom(Tracked counter, long now, Map<CounterKey, Counts> deltas) {
        // Asked before the numbers are read: what is unreachable then cannot grow afterwards.
        boolean last = counter.isUnreachable();
        Counts delta = counter.take(now);
        if (!delta.isZero()) {
            deltas.merge(counter.key(), delta, Counts::plus);
        } else {
            counter.retireIfIdle(now, MAX_IDLE_NANOS);
        }
        if (last) {
            open.decrementAndGet();
        }
        return last;
    }

    /** A new counter, or null where there is no room. */
    @Nullable Counter open(CounterKey key, CounterFamily family) {
        if (open.incrementAndGet() > maxKeys) {
            open.decrementAndGet();
            return null;
        }
        return track(key, family);
    }

    /** No new request finds this family: ever new routes and services must not add up. */
    void forget(CounterFamily family) {
        switch (family.kind()) {
            case ROUTE ->
                routes.computeIfPresent(family.id(), (id, byService) -> {
                    byService.remove(family.service(), family);
                    return byService.isEmpty() ? null : byService;
                });
            case NODE -> nodes.remove(family.service(), family);
            default -> {
                // held by the rule alone
            }
        }
    }

    Counter other(HitKind kind) {
        overflowed = true;
        Counter other = others.get(kind);
        if (other == null) {
            throw new IllegalStateException("no counter for the rest of \"" + kind.word() + "\"");
        }
        return other;
    }

    private Counter track(CounterKey key, @Nullable CounterFamily family) {
        Cells cells = new Cells();
        Counter counter = new Counter(cells);
        opened.add(new Tracked(key, cells, counter, family, nanoTime.getAsLong()));
        return counter;
    }
}
