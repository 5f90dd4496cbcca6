package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The guard that every gateway test ends with does see a blocking call. */
class EventLoopGuardIT {

    @Test
    void seesACallThatBlocks() {
        EventLoopGuard.install();
        EventLoopGuard.assertNothingBlocked();
        Mono.fromRunnable(EventLoopGuardIT::block)
                .subscribeOn(Schedulers.parallel())
                .block();
        assertThat(EventLoopGuard.drain()).anyMatch(call -> call.contains("block"));
    }

    private static void block() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
