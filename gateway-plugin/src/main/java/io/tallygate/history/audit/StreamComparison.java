package io.tallygate.history.audit;

import io.tallygate.flush.StreamFigures;
import io.tallygate.history.audit.Audit.StreamAudit;
import io.tallygate.history.state.StateHistory;
import io.tallygate.history.state.StateHistory.SeenStream;
import io.tallygate.history.state.StreamRecord.State;
import io.tallygate.window.Granularity;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Holds what the store has of each stream against what the stream was told that it has. The store must never have less.
 * It may have more than a living stream has reported yet: then a report is awaited that was made after the store was
 * read. Nobody knows what a stream that fell silent had sent after its last report.
 */
final class StreamComparison {

    private static final int WAITS = 15;
    private static final Duration WAIT = Duration.ofMillis(200);

    /** How far the clocks of two instances may be apart, although both follow the store's. */
    private static final long CLOCKS_APART_MILLIS = 100;

    private final AuditStore store;
    private final StateHistory states;
    private final Clock clock;

    StreamComparison(AuditStore store, StateHistory states, Clock clock) {
        this.store = store;
        this.states = states;
        this.clock = clock;
    }

    record Compared(List<StreamAudit> streams, int leftOut) {}

    Mono<Compared> compare() {
        return states.streams().flatMap(all -> {
            long remembered =
                    clock.millis() - store.retention(Granularity.WINDOW).toMillis();
            List<SeenStream> latest = all.stream()
                    .filter(seen -> seen.record().lastReport() >= remembered)
                    .sorted(Comparator.comparingLong(seen -> -seen.record().lastReport()))
                    .limit(Audit.MAX_STREAMS)
                    .toList();
            return stored(latest).flatMap(stored -> {
                long readAt = clock.millis();
                return Flux.fromIterable(latest)
                        .map(seen ->
                                compare(seen, stored.getOrDefault(seen.record().id(), 0L)))
                        .collectList()
                        .flatMap(first -> settle(first, readAt, WAITS))
                        .map(streams -> new Compared(streams, all.size() - latest.size()));
            });
        });
    }

    private Mono<Map<String, Long>> stored(List<SeenStream> streams) {
        List<String> ids = streams.stream().map(seen -> seen.record().id()).toList();
        return Flux.range(0, store.shards())
                .concatMap(shard -> store.sums(shard, ids))
                .reduceWith(HashMap::new, (all, sums) -> {
                    sums.ofStreams().forEach((stream, hits) -> all.merge(stream, hits, Long::sum));
                    return all;
                });
    }

    /** What can be said at once: of a stream that may have more to report, nothing yet. */
    private static StreamAudit compare(SeenStream seen, long stored) {
        long least = seen.record().figures().acknowledged();
        long most = most(seen);
        if (seen.state() == State.COUNTING && stored > most) {
            return new StreamAudit(seen, new Balance(most, stored, true));
        }
        return new StreamAudit(seen, Balance.of(Math.max(least, Math.min(stored, most)), stored));
    }

    /** How many hits the store can have of a stream, if it has sent nothing after its report. */
    private static long most(SeenStream seen) {
        StreamFigures figures = seen.record().figures();
        return switch (seen.state()) {
            case LEFT -> figures.acknowledged();
            case COUNTING -> figures.acknowledged() + figures.unanswered() + figures.waiting();
            case SILENT, PRESUMED_DEAD -> Long.MAX_VALUE;
        };
    }

    private Mono<List<StreamAudit>> settle(List<StreamAudit> streams, long readAt, int waits) {
        if (waits == 0 || streams.stream().noneMatch(stream -> stream.stored().moving())) {
            return Mono.just(streams);
        }
        return Mono.delay(WAIT)
                .then(states.streams())
                .map(reports -> reports.stream()
                        .collect(Collectors.toMap(seen -> seen.record().id(), Function.identity())))
                .flatMap(reports -> settle(
                        streams.stream()
                                .map(stream -> again(stream, reports, readAt))
                                .toList(),
                        readAt,
                        waits - 1));
    }

    /** Compares what was stored once with a later report, which may tell of more. */
    private static StreamAudit again(StreamAudit stream, Map<String, SeenStream> reports, long readAt) {
        SeenStream now = reports.get(stream.stream().record().id());
        if (!stream.stored().moving() || now == null) {
            return stream;
        }
        long stored = stream.stored().right();
        long most = most(now);
        boolean told = now.record().before() >= readAt + CLOCKS_APART_MILLIS || now.state() != State.COUNTING;
        return stored > most && !told ? stream : new StreamAudit(now, Balance.of(Math.min(stored, most), stored));
    }
}
