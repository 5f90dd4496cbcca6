package io.tallygate.flush;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The batches of one stream and shard that were sent and can be sent again, in order. Acknowledged ones stay a while, in
 * case the store comes back knowing less than it had acknowledged; the newest of them stays for good, to look with.
 * Belongs to the flush's thread.
 */
final class SentBatches {

    /** What a counter's delta takes in memory, roughly, besides the counter itself. */
    private static final long BYTES_OF_A_DELTA = 150;

    private final Deque<Sent> batches = new ArrayDeque<>();
    private final long replayNanos;
    private final long maxBytes;
    private long acknowledged;
    private long bytes;

    /**
     * None yet.
     *
     * @param replayNanos how long acknowledged batches are kept, in nanoseconds
     * @param maxBytes how much memory they may take, roughly
     */
    SentBatches(long replayNanos, long maxBytes) {
        this.replayNanos = replayNanos;
        this.maxBytes = maxBytes;
    }

    private static final class Sent {
        private final Batch batch;
        private long acknowledgedAt;

        private Sent(Batch batch) {
            this.batch = batch;
        }

        private long seq() {
            return batch.seq();
        }

        private long bytes() {
            return batch.deltas().size() * BYTES_OF_A_DELTA;
        }
    }

    void add(Batch batch) {
        Sent sent = new Sent(batch);
        batches.addLast(sent);
        bytes += sent.bytes();
    }

    /** The first batch that is not acknowledged. */
    Optional<Batch> next() {
        return unanswered().findFirst();
    }

    /** The batches that are not acknowledged. */
    Stream<Batch> unanswered() {
        return batches.stream().filter(sent -> sent.seq() > acknowledged).map(sent -> sent.batch);
    }

    /** The newest batch, where all are acknowledged. */
    Optional<Batch> newest() {
        Sent last = batches.peekLast();
        return last == null || last.seq() > acknowledged ? Optional.empty() : Optional.of(last.batch);
    }

    /** The lowest seq that can still be sent. */
    long floor() {
        Sent first = batches.peekFirst();
        return first == null ? 1 : first.seq();
    }

    /** Hits in batches that are not acknowledged. */
    long hits() {
        return unanswered().mapToLong(Batch::hits).sum();
    }

    /**
     * Takes in what the store says is the last batch that it has. Less than before means that it has forgotten some; they
     * are the next to be sent.
     *
     * @param dropped told of each batch that can no longer be sent
     * @return how many batches are to be sent again
     */
    long acknowledge(long last, long nowNanos, Consumer<Batch> dropped) {
        long again = batches.stream()
                .filter(sent -> sent.seq() > last && sent.seq() <= acknowledged)
                .count();
        for (Sent sent : batches) {
            if (sent.seq() <= last && sent.seq() > acknowledged) {
                sent.acknowledgedAt = nowNanos;
            }
        }
        acknowledged = last;
        Iterator<Sent> oldest = batches.iterator();
        while (oldest.hasNext()) {
            Sent sent = oldest.next();
            if (sent.seq() >= acknowledged || (nowNanos - sent.acknowledgedAt <= replayNanos && bytes <= maxBytes)) {
                break;
            }
            oldest.remove();
            bytes -= sent.bytes();
            dropped.accept(sent.batch);
        }
        return again;
    }
}
