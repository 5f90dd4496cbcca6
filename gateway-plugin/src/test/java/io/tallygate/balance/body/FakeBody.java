package io.tallygate.balance.body;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** A body that sends what the test says, remembers what was asked for, and knows whether its buffers were released. */
final class FakeBody extends Flux<DataBuffer> implements Subscription {

    static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);

    private final List<ByteBuf> sent = new ArrayList<>();
    private @Nullable CoreSubscriber<? super DataBuffer> subscriber;
    private volatile long asked;
    private volatile boolean cancelled;

    @Override
    public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
        subscriber = actual;
        actual.onSubscribe(this);
    }

    @Override
    public synchronized void request(long n) {
        asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    FakeBody send(String text) {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer();
        buffer.writeCharSequence(text, StandardCharsets.UTF_8);
        sent.add(buffer);
        subscriber().onNext(BUFFERS.wrap(buffer));
        return this;
    }

    void end() {
        subscriber().onComplete();
    }

    void fail(Throwable e) {
        subscriber().onError(e);
    }

    private CoreSubscriber<? super DataBuffer> subscriber() {
        return Objects.requireNonNull(subscriber, "nobody has subscribed");
    }

    /** How many chunks were asked for in all. */
    long asked() {
        return asked;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** How many of the buffers that were sent are still held. */
    long unreleased() {
        return sent.stream().filter(buffer -> buffer.refCnt() > 0).count();
    }
}
