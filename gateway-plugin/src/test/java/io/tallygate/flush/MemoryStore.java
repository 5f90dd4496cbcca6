package io.tallygate.flush;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A store that keeps the port's promise in memory, and misbehaves as it is told: it stands for a network, not for Redis. */
final class MemoryStore implements CounterStore {

    /** What came here, also what was not applied, in that order. */
    final List<Batch> received = new CopyOnWriteArrayList<>();

    final List<StreamReport> reports = new CopyOnWriteArrayList<>();

    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final LongSupplier millis;
    private volatile State state = new State(Map.of(), Map.of());

    /** The latest flaws of each stream. */
    final ConcurrentMap<String, Map<Period, Flaw>> flaws = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, Long> flawsVersions = new ConcurrentHashMap<>();
    volatile Set<String> evictionPolicies = Set.of();
    volatile boolean away;
    volatile boolean swallowsAnswers;

    /** It cannot be called, as where no thread can be had; Reactor takes such an error for the end of everything. */
    volatile boolean breaksWhenCalled;

    volatile boolean breaksWhenSubscribed;
    final AtomicInteger broken = new AtomicInteger();
    private volatile Sinks.@Nullable Empty<Void> paused;
    volatile @Nullable LayoutMismatchException mismatch;

    private record Line(String stream, int shard) {}

    private record Known(long last, long hits, long lost) {}

    /** All that it knows at one moment: what was applied, by period, and how far each stream has come. */
    record State(Map<Period, Map<CounterKey, Counts>> hits, Map<Line, Known> known) {

        private State with(Batch batch) {
            Map<Period, Map<CounterKey, Counts>> all = new HashMap<>(hits);
            Map<CounterKey, Counts> window = new HashMap<>(all.getOrDefault(batch.period(), Map.of()));
            batch.deltas().forEach((key, delta) -> window.merge(key, delta, Counts::plus));
            all.put(batch.period(), window);

            Map<Line, Known> lines = new HashMap<>(known);
            long before = of(batch).hits;
            lines.put(
                    new Line(batch.stream(), batch.shard()),
                    new Known(batch.seq(), before + batch.hits(), batch.before() - before));
            return new State(all, lines);
        }

        private Known of(Batch batch) {
            return known.getOrDefault(new Line(batch.stream(), batch.shard()), new Known(0, 0, 0));
        }
    }

    MemoryStore(LongSupplier millis) {
        this.millis = millis;
    }

    /** It says nothing to reports any more, not even that it is away. */
    void pause() {
        paused = Sinks.empty();
    }

    /** It answers what it was asked meanwhile, if anyone still listens. */
    void resume() {
        Sinks.Empty<Void> until = paused;
        paused = null;
        if (until != null) {
            until.tryEmitEmpty();
        }
    }

    @Override
    public Mono<Ack> apply(Batch batch, long floor) {
        breakIf(breaksWhenCalled);
        return Mono.defer(() -> {
            breakIf(breaksWhenSubscribed);
            received.add(batch);
            if (away) {
                return Mono.error(new IllegalStateException("away"));
            }
            Ack ack = answer(batch, floor);
            return swallowsAnswers ? Mono.never() : Mono.just(ack);
        });
    }

    private void breakIf(boolean breaks) {
        if (breaks) {
            broken.incrementAndGet();
            throw new LinkageError("broken");
        }
    }

    private synchronized Ack answer(Batch batch, long floor) {
        if (batch.seq() == Math.max(state.of(batch).last + 1, floor)) {
            state = state.with(batch);
        }
        Known known = state.of(batch);
        return new Ack(known.last, known.lost, millis.getAsLong());
    }

    @Override
    public Mono<CounterStore.Known> report(StreamReport report) {
        breakIf(breaksWhenCalled);
        return Mono.defer(() -> {
            breakIf(breaksWhenSubscribed);
            reports.add(report);
            Sinks.Empty<Void> until = paused;
            return until == null ? answer(report) : until.asMono().then(Mono.defer(() -> answer(report)));
        });
    }

    private Mono<CounterStore.Known> answer(StreamReport report) {
        if (away) {
            return Mono.error(new IllegalStateException("away"));
        }
        if (mismatch != null) {
            return Mono.error(mismatch);
        }
        if (report.left()) {
            left.add(report.stream());
        } else if (left.contains(report.stream())) {
            return Mono.just(known(report));
        }
        if (report.flaws() != null) {
            flaws.put(report.stream(), report.flaws());
            flawsVersions.put(report.stream(), report.flawsVersion());
        }
        return Mono.just(known(report));
    }

    private CounterStore.Known known(StreamReport report) {
        return new CounterStore.Known(flawsVersions.getOrDefault(report.stream(), 0L), millis.getAsLong(), "0:");
    }

    @Override
    public Mono<Set<String>> evictionPolicies() {
        return Mono.just(evictionPolicies);
    }

    @Override
    public Duration memory() {
        return Duration.ofDays(9);
    }

    /** What it knows now, to come back to. */
    State state() {
        return state;
    }

    /** It comes back knowing what it knew then. */
    synchronized void fallBackTo(State then) {
        state = then;
    }

    /** It comes back knowing nothing. */
    synchronized void empty() {
        fallBackTo(new State(Map.of(), Map.of()));
        flaws.clear();
        left.clear();
        flawsVersions.clear();
    }

    /** What was applied, by period. */
    Map<Period, Map<CounterKey, Counts>> hits() {
        return state.hits;
    }

    Counts total(Period window, CounterKey key) {
        return state.hits.getOrDefault(window, Map.of()).getOrDefault(key, Counts.ZERO);
    }

    /** All hits of a counter, in whatever window. */
    Counts total(CounterKey key) {
        return state.hits.values().stream()
                .map(window -> window.getOrDefault(key, Counts.ZERO))
                .reduce(Counts.ZERO, Counts::plus);
    }
}
