package io.tallygate.snapshot;

import java.time.Duration;

/**
 * What this instance has closed so far.
 *
 * @param periods periods of a shard that it closed
 * @param counters counters that it moved
 * @param time how long it has spent with closing
 * @param failures rounds that failed
 * @param failing whether the last round failed
 */
public record SnapshotStatus(long periods, long counters, Duration time, long failures, boolean failing) {

    static final SnapshotStatus NONE = new SnapshotStatus(0, 0, Duration.ZERO, 0, false);

    SnapshotStatus after(Closing.Closed closed, Duration took) {
        return new SnapshotStatus(
                periods + closed.periods(), counters + closed.counters(), time.plus(took), failures, false);
    }

    SnapshotStatus afterFailure() {
        return new SnapshotStatus(periods, counters, time, failures + 1, true);
    }
}
