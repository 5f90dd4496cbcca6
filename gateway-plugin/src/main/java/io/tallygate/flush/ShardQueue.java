package io.tallygate.flush;

import io.tallygate.flush.CounterStore.Ack;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.window.Calendar;
import io.tallygate.window.Period;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;

/**
 * One shard's way to the store: what waits, what was sent and can be sent again, and what can not. At most one batch is
 * in flight. Belongs to the flush's thread.
 */
final class ShardQueue {

    private final String stream;
    private final int shard;
    private final Backlog backlog;
    private final SentBatches sent;
    private final LossLedger losses;
    private boolean inFlight;
    private long lastSeq;
    private long cut;
    private long heardAt;

    /**
     * Nothing to send yet.
     *
     * @param backlog what waits already
     * @param nowNanos the time, by the monotonic clock
     */
    ShardQueue(String stream, int shard, Backlog backlog, Calendar calendar, DeliveryLimits limits, long nowNanos) {
        this.stream = stream;
        this.shard = shard;
        this.backlog = backlog;
        this.sent = new SentBatches(limits.replay().toNanos(), limits.replayBytes());
        this.losses = new LossLedger(calendar);
        this.heardAt = nowNanos;
    }

    void add(Period period, CounterKey key, Counts delta) {
        backlog.add(period, key, delta);
    }

    /** The batch to send now, if there is one: the first that the store does not have, else a new one. */
    Optional<Batch> send() {
        if (inFlight) {
            return Optional.empty();
        }
        Optional<Batch> next = sent.next().or(this::cut);
        inFlight = next.isPresent();
        return next;
    }

    private Optional<Batch> cut() {
        return backlog.cut(Batch.MAX_COUNTERS).map(hits -> {
            lastSeq++;
            Batch batch = new Batch(stream, shard, lastSeq, cut, hits.period(), hits.deltas());
            cut += batch.hits();
            sent.add(batch);
            return batch;
        });
    }

    /** The newest batch once more, if the store was not heard of for so long: if it has forgotten it, it says so. */
    Optional<Batch> look(long nowNanos, long afterNanos) {
        if (inFlight || nowNanos - heardAt < afterNanos) {
            return Optional.empty();
        }
        Optional<Batch> newest = sent.newest();
        inFlight = newest.isPresent();
        return newest;
    }

    /** The lowest seq that can still be sent. */
    long floor() {
        return sent.floor();
    }

    /**
     * Takes an answer in.
     *
     * @return how many batches the store has forgotten and are to be sent again
     */
    long answered(Ack ack, long nowNanos) {
        inFlight = false;
        heardAt = nowNanos;
        long again = sent.acknowledge(
                Math.min(ack.last(), lastSeq), nowNanos, batch -> losses.add(batch.period(), batch.hits()));
        losses.lost(ack.lost());
        return again;
    }

    /** The batch came to nothing that we know of: it stays, and is sent again as it is. */
    void failed() {
        inFlight = false;
    }

    boolean isInFlight() {
        return inFlight;
    }

    /** Whether something was sent, and the store not heard of for longer than this. */
    boolean wasUnheardFor(long nanos, long nowNanos) {
        if (lastSeq == 0) {
            // Nothing was sent that could be forgotten: the time begins with the first batch.
            heardAt = nowNanos;
        }
        return nowNanos - heardAt > nanos;
    }

    /** Whether the store has everything. */
    boolean isEmpty() {
        return backlog.isEmpty() && sent.next().isEmpty();
    }

    /** The start of the oldest window with a hit that is not acknowledged, in seconds since the epoch. */
    OptionalLong oldest() {
        return LongStream.concat(
                        backlog.oldest().stream(),
                        sent.unanswered().mapToLong(batch -> batch.period().from()))
                .min();
    }

    Backlog backlog() {
        return backlog;
    }

    /** Hits in batches that were sent and not acknowledged. */
    long unanswered() {
        return sent.hits();
    }

    /** Tells of each batch that was sent and not acknowledged its period and hits. */
    void tellUnanswered(ObjLongConsumer<Period> listener) {
        sent.unanswered().forEach(batch -> listener.accept(batch.period(), batch.hits()));
    }

    /** Hits that the store has. */
    long acknowledged() {
        return cut - sent.hits() - losses.lost();
    }

    /** Hits that the store has lost. */
    long lost() {
        return losses.lost();
    }

    /** Tells of each period how many of its hits were lost. */
    void tellLosses(ObjLongConsumer<Period> listener) {
        losses.tell(listener);
    }
}
