package io.tallygate.history.state;

import io.tallygate.flush.StreamFigures;
import io.tallygate.window.Granularity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Records and kept states in memory. */
public final class FakeStateStore implements StateStore {

    final List<StreamRecord> records = new ArrayList<>();
    final Map<Granularity, Map<Long, PeriodState>> kept = new EnumMap<>(Granularity.class);

    private boolean failing;
    private Duration nextDelay = Duration.ZERO;
    private Runnable beforeNext = () -> {};

    /** What was kept by each call. */
    final List<Map<Long, PeriodState>> calls = new ArrayList<>();

    /** A stream that counts since one instant, and has told of all before another. */
    public void told(String name, String since, String before) {
        long told = Instant.parse(before).toEpochMilli();
        records.add(new StreamRecord(
                name, name, Instant.parse(since).toEpochMilli(), told, false, told, StreamFigures.ZERO, Map.of()));
    }

    /** A stream of whose hits so many are acknowledged and so many sent. */
    public void acknowledged(String name, String lastReport, long acknowledged, long unanswered) {
        report(
                name,
                lastReport,
                false,
                new StreamFigures(acknowledged + unanswered, 0, 0, unanswered, acknowledged, 0));
    }

    /** A stream that left. */
    public void left(String name, String lastReport, long acknowledged) {
        report(name, lastReport, true, new StreamFigures(acknowledged, 0, 0, 0, acknowledged, 0));
    }

    /** A stream that does not know where so many of its hits are. */
    public void unaccounted(String name, String lastReport, long hits) {
        report(name, lastReport, false, new StreamFigures(hits, 0, 0, 0, 0, 0));
    }

    private void report(String name, String at, boolean left, StreamFigures figures) {
        long told = Instant.parse(at).toEpochMilli();
        records.add(new StreamRecord(name, name, told - 1000, told, left, told, figures, Map.of()));
    }

    /** Lets the next call fail. */
    public void failNext() {
        failing = true;
    }

    /** Lets the next call take its time. */
    public void delayNext(Duration delay) {
        nextDelay = delay;
    }

    /** Lets something happen before the next call is answered. */
    public void beforeNext(Runnable happens) {
        beforeNext = happens;
    }

    public int keptHours() {
        return kept.getOrDefault(Granularity.HOUR, Map.of()).size();
    }

    public void clear() {
        records.clear();
    }

    @Override
    public Flux<StreamRecord> streams(long sinceMillis) {
        if (failing) {
            failing = false;
            return Flux.error(new IllegalStateException("away"));
        }
        beforeNext.run();
        beforeNext = () -> {};
        Flux<StreamRecord> streams = Flux.fromIterable(records).filter(record -> record.lastReport() >= sinceMillis);
        Duration delay = nextDelay;
        nextDelay = Duration.ZERO;
        return delay.isZero() ? streams : streams.delaySubscription(delay);
    }

    @Override
    public Duration memory() {
        return Duration.ofDays(9);
    }

    @Override
    public Duration retention(Granularity granularity) {
        return switch (granularity) {
            case WINDOW -> Duration.ofDays(7);
            case HOUR -> Duration.ofDays(30);
            case DAY -> Duration.ofDays(400);
        };
    }

    @Override
    public Mono<Map<Long, PeriodState>> kept(Granularity granularity) {
        return Mono.fromSupplier(() -> Map.copyOf(kept.getOrDefault(granularity, Map.of())));
    }

    @Override
    public Mono<Long> keep(Granularity granularity, Map<Long, PeriodState> states) {
        return Mono.fromSupplier(() -> {
            calls.add(states);
            Map<Long, PeriodState> all = kept.computeIfAbsent(granularity, g -> new HashMap<>());
            all.putAll(states);
            return (long) all.size();
        });
    }
}
