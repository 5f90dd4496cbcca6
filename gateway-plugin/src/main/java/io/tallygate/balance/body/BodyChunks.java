package io.tallygate.balance.body;

import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;

/** The chunks of a body between the one who sends them and the one who asks for them: never more than were asked for. */
final class BodyChunks {

    private final Operators.DeferredSubscription source = new Operators.DeferredSubscription();
    private final Queue<DataBuffer> waiting = Queues.<DataBuffer>unbounded(8).get();

    /** How many were asked for and not taken yet. Touched only by the one who takes them. */
    private long outstanding;

    void from(Subscription subscription) {
        source.set(subscription);
    }

    void add(DataBuffer chunk) {
        waiting.offer(chunk);
    }

    /** Sees to it that so many are on their way or here; asks for what is missing. */
    void ask(long chunks) {
        long missing = chunks - outstanding;
        if (missing > 0) {
            outstanding += missing;
            source.request(missing);
        }
    }

    @Nullable DataBuffer take() {
        DataBuffer chunk = waiting.poll();
        if (chunk != null) {
            outstanding--;
        }
        return chunk;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Wants no more. */
    void cancel() {
        source.cancel();
    }

    /** Releases those that nobody takes any more. */
    void release() {
        for (DataBuffer chunk = waiting.poll(); chunk != null; chunk = waiting.poll()) {
            DataBufferUtils.release(chunk);
        }
    }
}
