package io.tallygate.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tallygate.snapshot.SnapshotStatus;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What this instance has closed, as meters; those of the instances together are those of the system. */
public final class SnapshotMeters implements MeterBinder {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Supplier<SnapshotStatus> snapshots;

    public SnapshotMeters(Supplier<SnapshotStatus> snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        total(registry, "tallygate.snapshot.periods", "periods", "Periods of a shard closed", SnapshotStatus::periods);
        total(registry, "tallygate.snapshot.counters", "counters", "Counters moved", SnapshotStatus::counters);
        total(
                registry,
                "tallygate.snapshot.time",
                "seconds",
                "Time spent with closing",
                status -> status.time().toNanos() / NANOS_PER_SECOND);
        total(registry, "tallygate.snapshot.failures", "rounds", "Rounds that failed", SnapshotStatus::failures);
        Gauge.builder(
                        "tallygate.snapshot.failing",
                        this,
                        meters -> meters.snapshots.get().failing() ? 1 : 0)
                .description("1 if the last round failed")
                .register(registry);
    }

    private void total(
            MeterRegistry registry, String name, String unit, String description, ToDoubleFunction<SnapshotStatus> n) {
        FunctionCounter.builder(name, this, meters -> n.applyAsDouble(meters.snapshots.get()))
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }
}
