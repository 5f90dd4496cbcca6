package io.tallygate.observe;

import io.tallygate.count.LocalCounters;
import io.tallygate.flush.FlushStatus;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says how the flush is doing. Never DOWN: the gateway routes whether or not its hits arrive. */
public final class TallygateHealthIndicator implements HealthIndicator {

    private static final Duration TOLERATED = Duration.ofSeconds(1);

    private final Supplier<FlushStatus> flush;
    private final LocalCounters counters;

    public TallygateHealthIndicator(Supplier<FlushStatus> flush, LocalCounters counters) {
        this.flush = flush;
        this.counters = counters;
    }

    @Override
    public Health health() {
        FlushStatus status = flush.get();
        Health.Builder health = Health.up()
                .withDetail("redis", status.storeReached() ? "reached" : "away")
                .withDetail("stream", status.stream())
                .withDetail("waiting", status.figures().waiting())
                .withDetail("unanswered", status.figures().unanswered())
                .withDetail("lost", status.figures().lost())
                .withDetail("clockOffsetMillis", status.clockOffset().toMillis())
                .withDetail("counters", counters.size());
        if (status.acknowledgedBefore() != null) {
            health.withDetail("acknowledgedBefore", status.acknowledgedBefore().toString());
        }
        if (status.clockOffset().abs().compareTo(TOLERATED) > 0) {
            health.withDetail("clock", clock(status.clockOffset()));
        }
        if (!status.evictionPolicies().isEmpty()) {
            health.withDetail(
                    "eviction",
                    "Redis may throw counters and history away (maxmemory-policy "
                            + String.join(", ", status.evictionPolicies()) + "); set noeviction");
        }
        if (status.mismatch() != null) {
            health.withDetail("notFlushing", status.mismatch());
        }
        if (counters.hasOverflowed()) {
            health.withDetail("overflow", "tallygate.max-keys was reached; further counters go to __other__");
        }
        return health.build();
    }

    private static String clock(Duration offset) {
        return "this machine's clock is " + offset.abs().toMillis() / 1000.0 + " s "
                + (offset.isNegative() ? "behind" : "ahead of")
                + " Redis's; hits are counted by Redis's clock; have its time synchronised";
    }
}
