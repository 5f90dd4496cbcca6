package io.tallygate.flush;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.window.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A store that keeps the port's promise in memory, and misbehaves as it is told: it stands for a network, not for Redis. */
final class MemoryStore implements CounterStore {

    /** What came here, also what was not applied, in that order. */
    final List<Batch> received = new CopyOnWriteArrayList<>();

    final List<StreamReport> reports = new CopyOnWriteArrayList<>();

    /** What was applied, by the start of its window. */
    final Map<Long, Map<CounterKey, Counts>> hits = new ConcurrentSkipListMap<>();

    private final Map<Line, Long> last = new HashMap<>();
    private final LongSupplier millis;
    volatile boolean away;
    volatile boolean swallowsAnswers;
    volatile @Nullable LayoutMismatchException mismatch;

    private record Line(String stream, int shard) {}

    MemoryStore(LongSupplier millis) {
        this.millis = millis;
    }

    @Override
    public Mono<Ack> apply(Batch batch) {
        return Mono.defer(() -> {
            received.add(batch);
            if (away) {
                return Mono.error(new IllegalStateException("away"));
            }
            Ack ack = new Ack(lastAfter(batch), millis.getAsLong());
            return swallowsAnswers ? Mono.never() : Mono.just(ack);
        });
    }

    private synchronized long lastAfter(Batch batch) {
        Line line = new Line(batch.stream(), batch.shard());
        long known = last.getOrDefault(line, 0L);
        if (batch.seq() != Math.max(known + 1, batch.floor())) {
            return known;
        }
        last.put(line, batch.seq());
        Map<CounterKey, Counts> window =
                new HashMap<>(hits.getOrDefault(batch.period().from(), Map.of()));
        batch.deltas().forEach((key, delta) -> window.merge(key, delta, Counts::plus));
        hits.put(batch.period().from(), window);
        return batch.seq();
    }

    @Override
    public Mono<Long> report(StreamReport report) {
        return Mono.defer(() -> {
            reports.add(report);
            if (away) {
                return Mono.error(new IllegalStateException("away"));
            }
            LayoutMismatchException found = mismatch;
            return found == null ? Mono.just(millis.getAsLong()) : Mono.error(found);
        });
    }

    Counts total(Period window, CounterKey key) {
        return hits.getOrDefault(window.from(), Map.of()).getOrDefault(key, Counts.ZERO);
    }

    /** All hits of a counter, in whatever window. */
    Counts total(CounterKey key) {
        return hits.values().stream()
                .map(window -> window.getOrDefault(key, Counts.ZERO))
                .reduce(Counts.ZERO, Counts::plus);
    }
}
