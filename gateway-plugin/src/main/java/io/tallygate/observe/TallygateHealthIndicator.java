package io.tallygate.observe;

import io.tallygate.count.LocalCounters;
import io.tallygate.flush.FlushStatus;
import io.tallygate.flush.Flusher;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says how the flush is doing. Never DOWN: the gateway routes whether or not its hits arrive. */
public final class TallygateHealthIndicator implements HealthIndicator {

    private final Flusher flusher;
    private final LocalCounters counters;

    public TallygateHealthIndicator(Flusher flusher, LocalCounters counters) {
        this.flusher = flusher;
        this.counters = counters;
    }

    @Override
    public Health health() {
        FlushStatus status = flusher.status();
        Health.Builder health = Health.up()
                .withDetail("redis", status.storeReached() ? "reached" : "away")
                .withDetail("stream", status.stream())
                .withDetail("waitingHits", status.waitingHits())
                .withDetail("counters", counters.size());
        if (status.acknowledgedBefore() != null) {
            health.withDetail("acknowledgedBefore", status.acknowledgedBefore().toString());
        }
        if (status.mismatch() != null) {
            health.withDetail("notFlushing", status.mismatch());
        }
        if (counters.hasOverflowed()) {
            health.withDetail("overflow", "tallygate.max-keys was reached; further counters go to __other__");
        }
        return health.build();
    }
}
