package io.tallygate.flush;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.window.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A store that keeps the port's promise in memory, and misbehaves as it is told: it stands for a network, not for Redis. */
final class MemoryStore implements CounterStore {

    final List<Batch> received = new ArrayList<>();
    final List<StreamReport> reports = new ArrayList<>();
    final Map<Long, Map<CounterKey, Counts>> hits = new TreeMap<>();
    private final Map<Integer, Long> last = new HashMap<>();
    private final Supplier<Long> clock;
    boolean away;
    boolean swallowsAnswers;

    @Nullable LayoutMismatchException mismatch;

    MemoryStore(Supplier<Long> clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Mono<Ack> apply(Batch batch) {
        return Mono.defer(() -> {
            received.add(batch);
            if (away) {
                return Mono.error(new IllegalStateException("away"));
            }
            long known = last.getOrDefault(batch.shard(), 0L);
            if (batch.seq() == Math.max(known + 1, batch.floor())) {
                known = batch.seq();
                last.put(batch.shard(), known);
                Map<CounterKey, Counts> window =
                        hits.computeIfAbsent(batch.period().from(), w -> new HashMap<>());
                batch.deltas().forEach((key, delta) -> window.merge(key, delta, Counts::plus));
            }
            return swallowsAnswers ? Mono.never() : Mono.just(new Ack(known, clock.get()));
        });
    }

    @Override
    public synchronized Mono<Long> report(StreamReport report) {
        return Mono.defer(() -> {
            reports.add(report);
            if (away) {
                return Mono.error(new IllegalStateException("away"));
            }
            return mismatch == null ? Mono.just(clock.get()) : Mono.error(mismatch);
        });
    }

    Counts total(Period window, CounterKey key) {
        return hits.getOrDefault(window.from(), Map.of()).getOrDefault(key, Counts.ZERO);
    }
}
