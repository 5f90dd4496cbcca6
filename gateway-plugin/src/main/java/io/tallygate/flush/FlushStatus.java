package io.tallygate.flush;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the flush is doing.
 *
 * @param stream the id of this process's stream
 * @param storeReached whether the last call to the store succeeded
 * @param waitingHits hits that are not acknowledged
 * @param acknowledgedBefore every hit before this instant was acknowledged; null before the first flush
 * @param latestTick how late the last flush came, compared with when it should have
 * @param mismatch why nothing is flushed although the store is there, or null
 */
public record FlushStatus(
        String stream,
        boolean storeReached,
        long waitingHits,
        @Nullable Instant acknowledgedBefore,
        Duration latestTick,
        @Nullable String mismatch) {}
