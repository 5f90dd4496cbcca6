package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers every Netty buffer that became garbage without having been released. Netty makes it, because the build names
 * it in {@code io.netty.customResourceLeakDetector}.
 */
public final class LeakGuard<T> extends ResourceLeakDetector<T> {

    private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

    public LeakGuard(Class<?> resource, int samplingInterval) {
        super(resource, samplingInterval);
    }

    /** Netty asks for this constructor too, and uses the other. */
    public LeakGuard(Class<?> resource, int samplingInterval, long maxActive) {
        this(resource, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resource, String records) {
        LEAKS.add(resource + records);
    }

    @Override
    protected void reportUntracedLeak(String resource) {
        LEAKS.add(resource);
    }

    static void assertNothingLeaked() {
        assertThat(LEAKS).isEmpty();
    }

    /** Also finds what has become garbage just now. */
    static void assertNothingLeakedAfterAll() {
        collect();
        assertNothingLeaked();
    }

    /** Netty looks for what the collector found whenever it hands out a buffer. */
    static void collect() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            PooledByteBufAllocator.DEFAULT.directBuffer().release();
        }
    }

    /** What was seen so far, taken away. */
    static List<String> drain() {
        List<String> seen = List.copyOf(LEAKS);
        LEAKS.clear();
        return seen;
    }
}
