package io.tallygate.flush;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The shared store's clock, as this process knows it: all instances count into the same windows, whatever their own
 * clocks say. Each reply of the store tells its time; the true offset lies within half the round trip of what the reply
 * says (Cristian's algorithm), and the offset is moved just far enough to lie there. Until the first reply it is the
 * local clock, and stays so if that reply does not prove it wrong: one that had to wait for a connection says little.
 * Time between replies is measured with the monotonic clock.
 */
public final class StoreClock extends Clock {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Clock local;
    private final LongSupplier nanoTime;
    private volatile long offsetNanos;
    private volatile boolean synchronised;

    /**
     * A clock that shows local time for now.
     *
     * @param local the local clock
     * @param nanoTime a monotonic clock, in nanoseconds
     */
    public StoreClock(Clock local, LongSupplier nanoTime) {
        this.local = local;
        this.nanoTime = nanoTime;
        this.offsetNanos = local.millis() * NANOS_PER_MILLI - nanoTime.getAsLong();
    }

    /**
     * Takes in what a reply says.
     *
     * @param sentNanos when the request was sent, by the monotonic clock
     * @param receivedNanos when the reply came, by the monotonic clock
     * @param storeMillis the store's time in the reply, in milliseconds since the epoch
     */
    void sample(long sentNanos, long receivedNanos, long storeMillis) {
        long latest = (storeMillis + 1) * NANOS_PER_MILLI - sentNanos;
        long earliest = storeMillis * NANOS_PER_MILLI - receivedNanos;
        long offset = offsetNanos;
        if (!synchronised && (offset < earliest || offset > latest)) {
            offset = earliest + (latest - earliest) / 2;
        }
        offsetNanos = Math.min(latest, Math.max(earliest, offset));
        synchronised = true;
    }

    /** Whether the store was ever heard of. */
    boolean isSynchronised() {
        return synchronised;
    }

    /** The store's time at a moment of the monotonic clock, in milliseconds since the epoch. */
    long millisAt(long nanos) {
        return Math.floorDiv(nanos + offsetNanos, NANOS_PER_MILLI);
    }

    /** How far the local clock is ahead of the store's; negative if it is behind. Zero until the first reply. */
    Duration localOffset() {
        return synchronised ? Duration.ofMillis(local.millis() - millis()) : Duration.ZERO;
    }

    /** The monotonic clock, in nanoseconds. */
    long nanos() {
        return nanoTime.getAsLong();
    }

    @Override
    public long millis() {
        return millisAt(nanoTime.getAsLong());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock tells instants only");
    }
}
