package io.tallygate.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tallygate.balance.body.SkippedBodies;
import io.tallygate.count.LocalCounters;
import io.tallygate.flush.Flusher;
import java.util.concurrent.TimeUnit;

/** The plugin's own meters: few, and of fixed cardinality. */
public final class TallygateMeters implements MeterBinder {

    private final Flusher flusher;
    private final LocalCounters counters;
    private final SkippedBodies skipped;

    public TallygateMeters(Flusher flusher, LocalCounters counters, SkippedBodies skipped) {
        this.flusher = flusher;
        this.counters = counters;
        this.skipped = skipped;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tallygate.counters", counters, LocalCounters::size)
                .description("Counters of this instance")
                .register(registry);
        Gauge.builder("tallygate.flush.waiting", flusher, f -> f.status().waitingHits())
                .description("Hits that Redis has not acknowledged")
                .baseUnit("hits")
                .register(registry);
        TimeGauge.builder(
                        "tallygate.flush.lateness",
                        flusher,
                        TimeUnit.NANOSECONDS,
                        f -> f.status().latestTick().toNanos())
                .description("How late the last flush came")
                .register(registry);
        for (SkippedBodies.Reason reason : SkippedBodies.Reason.values()) {
            FunctionCounter.builder("tallygate.body.skipped", skipped, s -> s.count(reason))
                    .description("Requests whose body was not read for body rules")
                    .tag("reason", reason.word())
                    .register(registry);
        }
    }
}
