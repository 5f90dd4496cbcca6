package io.tallygate.flush;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the flush is doing.
 *
 * @param stream the id of this process's stream
 * @param storeReached whether the last call to the store succeeded
 * @param figures where the stream's hits are
 * @param acknowledgedBefore every hit before this instant was acknowledged; null before the first flush
 * @param latestTick how late the last flush came, compared with when it should have
 * @param clockOffset how far this machine's clock is ahead of the store's; negative if it is behind
 * @param evictionPolicies by what policies the store throws data away, which voids the promise; normally empty
 * @param mismatch why nothing is flushed although the store is there, or null
 */
public record FlushStatus(
        String stream,
        boolean storeReached,
        StreamFigures figures,
        @Nullable Instant acknowledgedBefore,
        Duration latestTick,
        Duration clockOffset,
        Set<String> evictionPolicies,
        @Nullable String mismatch) {

    public FlushStatus {
        evictionPolicies = Set.copyOf(evictionPolicies);
    }

    /** Whether the store is there, and was laid out as this instance believes. */
    public boolean isAtHome() {
        return storeReached && mismatch == null;
    }

    /** Hits that are not acknowledged. */
    public long waitingHits() {
        return figures.waiting() + figures.unanswered();
    }
}
