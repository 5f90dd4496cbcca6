package io.tallygate.observe;

import io.tallygate.flush.FlushStatus;
import io.tallygate.flush.StreamFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the flush is doing, as tests write it down. */
final class TestStatus {

    static final Instant BEFORE = Instant.parse("2026-11-20T10:30:15Z");

    private TestStatus() {}

    static FlushStatus of(String stream, StreamFigures figures) {
        return of(stream, figures, Duration.ofMillis(12), null);
    }

    static FlushStatus of(String stream, StreamFigures figures, Duration clockOffset, @Nullable String mismatch) {
        return new FlushStatus(stream, true, figures, BEFORE, Duration.ofMillis(3), clockOffset, Set.of(), mismatch);
    }

    static FlushStatus evicting(String policy) {
        return new FlushStatus(
                "s", true, StreamFigures.ZERO, BEFORE, Duration.ZERO, Duration.ZERO, Set.of(policy), null);
    }
}
