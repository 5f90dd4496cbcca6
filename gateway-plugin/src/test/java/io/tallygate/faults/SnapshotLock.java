package io.tallygate.faults;

import io.tallygate.faults.store.RedisProcess;
import org.jspecify.annotations.Nullable;

/** The lock of the elected instance. Where its answer was lost, nobody knows that he holds it until it is over. */
record SnapshotLock(RedisProcess redis) {

    private static final String KEY = "tallygate:{meta}:election:lock:snapshot";
    private static final long SOON_MILLIS = 500;

    /** What tells its holder from others; null if nobody holds it. */
    @Nullable String holder() {
        return redis.commands().get(KEY);
    }

    /** Ends it soon: half a minute is long for a test. */
    void cutShort() {
        redis.commands().pexpire(KEY, SOON_MILLIS);
    }
}
