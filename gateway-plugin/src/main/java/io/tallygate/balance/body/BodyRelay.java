package io.tallygate.balance.body;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The one subscription to a body. It feeds the prefix, one chunk at a time, until that is decided. Then it passes on the
 * prefix and whatever follows, to one subscriber and only as that asks for it. What waits here lies on the heap: the
 * prefix, and at most one chunk.
 *
 * <p>Signals come from several threads. Each is noted first; one thread at a time then works through what was noted.
 */
final class BodyRelay extends Flux<DataBuffer> implements CoreSubscriber<DataBuffer>, Subscription {

    private final BodyPrefix prefix;
    private final DataBufferFactory buffers;
    private final BodyChunks chunks = new BodyChunks();
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicLong requested = new AtomicLong();
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable CoreSubscriber<? super DataBuffer> subscriber;
    private volatile @Nullable Throwable error;
    private volatile boolean ended;
    private volatile boolean cancelled;

    // Touched only by the thread that works.
    private long passedOn;
    private boolean finished;

    BodyRelay(BodyPrefix prefix, DataBufferFactory buffers) {
        this.prefix = prefix;
        this.buffers = buffers;
    }

    /** Begins to read; to be called once. */
    void read(Flux<DataBuffer> body) {
        work();
        body.subscribe(this);
        if (!prefix.isDecided()) {
            prefix.startTimer(this::work);
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        chunks.from(subscription);
    }

    @Override
    public void onNext(DataBuffer chunk) {
        chunks.add(subscriber == null ? onHeap(chunk) : chunk);
        work();
    }

    /** Nothing that waits for a subscriber may hold memory that has to be released. */
    private DataBuffer onHeap(DataBuffer chunk) {
        byte[] bytes = new byte[chunk.readableByteCount()];
        chunk.read(bytes);
        DataBufferUtils.release(chunk);
        return buffers.wrap(bytes);
    }

    @Override
    public void onError(Throwable e) {
        error = e;
        onComplete();
    }

    @Override
    public void onComplete() {
        ended = true;
        work();
    }

    @Override
    public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
        if (!taken.compareAndSet(false, true)) {
            Operators.error(actual, new IllegalStateException("the body was not kept: it can be passed on only once"));
            return;
        }
        actual.onSubscribe(this);
        subscriber = actual;
        work();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            requested.accumulateAndGet(n, Operators::addCap);
            work();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (!ended) {
            chunks.cancel();
        }
        work();
    }

    /** The request is over: a body that nobody has asked for is not read on. */
    void close() {
        if (taken.compareAndSet(false, true)) {
            cancel();
        }
    }

    private void work() {
        if (signals.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            CoreSubscriber<? super DataBuffer> to = subscriber;
            if (cancelled) {
                discard();
            } else if (!prefix.isDecided()) {
                feed();
            } else if (to != null && !finished) {
                passOn(to);
            }
            seen = signals.addAndGet(-seen);
        } while (seen != 0);
    }

    private void feed() {
        // Looked at first, so that all that came before the end is seen to have come.
        boolean whole = ended;
        for (DataBuffer chunk = chunks.take(); chunk != null; chunk = chunks.take()) {
            prefix.add(chunk);
        }
        prefix.decide(whole, error);
        if (!prefix.isDecided()) {
            chunks.ask(1);
        }
    }

    private void passOn(CoreSubscriber<? super DataBuffer> to) {
        long demand = requested.get();
        while (passedOn < demand && !cancelled) {
            DataBuffer chunk = following();
            if (chunk == null) {
                break;
            }
            passedOn++;
            to.onNext(chunk);
        }
        if (ended && prefix.bytes() == null && chunks.isEmpty()) {
            finish(to);
        } else {
            chunks.ask(demand - passedOn);
        }
    }

    private @Nullable DataBuffer following() {
        byte[] first = prefix.bytes();
        if (first == null) {
            return chunks.take();
        }
        prefix.drop();
        return buffers.wrap(first);
    }

    private void finish(CoreSubscriber<? super DataBuffer> to) {
        finished = true;
        Throwable e = error;
        if (e == null) {
            to.onComplete();
        } else {
            to.onError(e);
        }
    }

    private void discard() {
        prefix.drop();
        chunks.release();
    }
}
