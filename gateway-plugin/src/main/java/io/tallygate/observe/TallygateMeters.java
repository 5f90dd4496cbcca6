package io.tallygate.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tallygate.balance.body.SkippedBodies;
import io.tallygate.count.LocalCounters;
import io.tallygate.flush.FlushStatus;
import io.tallygate.flush.StreamFigures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The plugin's own meters: few, and of fixed cardinality. */
public final class TallygateMeters implements MeterBinder {

    private final Supplier<FlushStatus> flush;
    private final Clock storeClock;
    private final LocalCounters counters;
    private final SkippedBodies skipped;
    private final Rising acknowledged;
    private final Rising lost;

    /**
     * Meters of what is told here.
     *
     * @param flush how the flush is doing
     * @param storeClock the store's clock
     */
    public TallygateMeters(
            Supplier<FlushStatus> flush, Clock storeClock, LocalCounters counters, SkippedBodies skipped) {
        this.flush = flush;
        this.storeClock = storeClock;
        this.counters = counters;
        this.skipped = skipped;
        this.acknowledged = new Rising(flush, StreamFigures::acknowledged);
        this.lost = new Rising(flush, StreamFigures::lost);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tallygate.counters", counters, LocalCounters::size)
                .description("Counters of this instance")
                .register(registry);
        hits(registry, "tallygate.flush.waiting", "Hits that were not sent to Redis yet", StreamFigures::waiting);
        hits(
                registry,
                "tallygate.flush.unanswered",
                "Hits that were sent to Redis and not acknowledged",
                StreamFigures::unanswered);
        total(registry, "tallygate.flush.acknowledged", "Hits that Redis has acknowledged", acknowledged);
        total(registry, "tallygate.flush.lost", "Hits that were declared lost", lost);
        time(registry, "tallygate.flush.lateness", "How late the last flush came", FlushStatus::latestTick);
        time(registry, "tallygate.flush.lag", "How long ago Redis had acknowledged everything", this::lag);
        time(
                registry,
                "tallygate.clock.offset",
                "How far this machine's clock is ahead of Redis's",
                FlushStatus::clockOffset);
        for (SkippedBodies.Reason reason : SkippedBodies.Reason.values()) {
            FunctionCounter.builder("tallygate.body.skipped", skipped, s -> s.count(reason))
                    .description("Requests whose body was not read for body rules")
                    .tag("reason", reason.word())
                    .register(registry);
        }
    }

    private void hits(MeterRegistry registry, String name, String description, ToLongFunction<StreamFigures> figure) {
        Gauge.builder(
                        name,
                        this,
                        meters -> figure.applyAsLong(meters.flush.get().figures()))
                .description(description)
                .baseUnit("hits")
                .register(registry);
    }

    private static void total(MeterRegistry registry, String name, String description, Rising hits) {
        FunctionCounter.builder(name, hits, Rising::value)
                .description(description)
                .baseUnit("hits")
                .register(registry);
    }

    private void time(MeterRegistry registry, String name, String description, Function<FlushStatus, Duration> length) {
        TimeGauge.builder(
                        name,
                        this,
                        TimeUnit.NANOSECONDS,
                        meters -> length.apply(meters.flush.get()).toNanos())
                .description(description)
                .register(registry);
    }

    private Duration lag(FlushStatus status) {
        Instant before = status.acknowledgedBefore();
        Duration lag = before == null ? Duration.ZERO : Duration.between(before, storeClock.instant());
        return lag.isNegative() ? Duration.ZERO : lag;
    }
}
