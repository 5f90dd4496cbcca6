package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/** The guard that every gateway test ends with does see a buffer that nobody released. */
class LeakGuardIT {

    @Test
    void seesABufferThatIsNotReleased() {
        LeakGuard.assertNothingLeakedAfterAll();
        leak();
        eventually(
                () -> {
                    LeakGuard.collect();
                    return LeakGuard.drain().stream().anyMatch(leak -> leak.contains("leak()"));
                },
                true);
    }

    private static void leak() {
        PooledByteBufAllocator.DEFAULT.directBuffer().writeByte(1).touch("left by leak()");
    }
}
