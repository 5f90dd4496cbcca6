package io.tallygate.admin.cluster;

import io.tallygate.flush.StreamFigures;
import io.tallygate.history.state.StateHistory.SeenStream;
import io.tallygate.history.state.StreamRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance that counts, or did: one stream, as it last reported.
 *
 * @param difference what it decided and does not account for; 0 when all is well
 * @param lagMillis how long ago everything was acknowledged; null for one that counts no more
 */
record InstanceView(
        String id,
        String name,
        Instant since,
        Instant lastReport,
        Instant acknowledgedBefore,
        String state,
        StreamFigures figures,
        long difference,
        @Nullable Long lagMillis) {

    static InstanceView of(SeenStream seen, long nowMillis) {
        StreamRecord stream = seen.record();
        boolean counts = seen.state() == StreamRecord.State.COUNTING || seen.state() == StreamRecord.State.SILENT;
        return new InstanceView(
                stream.id(),
                stream.name(),
                Instant.ofEpochMilli(stream.since()),
                Instant.ofEpochMilli(stream.lastReport()),
                Instant.ofEpochMilli(stream.before()),
                seen.state().word(),
                stream.figures(),
                stream.figures().difference(),
                counts ? Math.max(0, nowMillis - stream.before()) : null);
    }
}
