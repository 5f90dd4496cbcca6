package io.tallygate.history.audit;

import io.tallygate.window.Granularity;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** One shard whose sums are told one after the other; the last is told for good. */
final class FakeAuditStore implements AuditStore {

    final Deque<Sums> sums = new ArrayDeque<>();
    final Deque<Long> totals = new ArrayDeque<>();
    final Map<String, Long> ofStreams = new HashMap<>();
    final Map<Granularity, Long> live = new HashMap<>();
    long listed;
    int recounts;

    /** Hits applied, with so many that were applied to an hour and moved on from windows and hours. */
    void applied(long applied, long toHour, long fromWindow, long fromHour) {
        sums.add(new Sums(
                applied,
                Map.of(Granularity.HOUR, toHour),
                Map.of(Granularity.WINDOW, fromWindow, Granularity.HOUR, fromHour),
                Map.of()));
    }

    private static <T> T next(Deque<T> told) {
        return told.size() > 1 ? told.removeFirst() : told.getFirst();
    }

    @Override
    public int shards() {
        return 1;
    }

    @Override
    public Duration retention(Granularity granularity) {
        return Duration.ofDays(7);
    }

    @Override
    public Mono<Sums> sums(int shard, List<String> streams) {
        return Mono.fromSupplier(() -> {
            Sums told = next(sums);
            return new Sums(told.applied(), told.direct(), told.closed(), ofStreams);
        });
    }

    @Override
    public Mono<Long> live(int shard, Granularity granularity) {
        return Mono.fromSupplier(() -> {
            recounts++;
            return live.getOrDefault(granularity, 0L);
        });
    }

    @Override
    public Mono<Long> listed(int shard, Granularity granularity, long from, long to) {
        return Mono.fromSupplier(() -> granularity == Granularity.WINDOW ? listed : 0L);
    }

    @Override
    public Mono<Long> totals(int shard, Granularity granularity, long from, long to) {
        return Mono.fromSupplier(() -> granularity == Granularity.WINDOW ? next(totals) : 0L);
    }
}
