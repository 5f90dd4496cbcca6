package io.tallygate.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PromptLocksTest {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration AT_LAST = Duration.ofSeconds(30);
    private static final LockConfiguration SNAPSHOT =
            new LockConfiguration(Instant.EPOCH, "snapshot", Duration.ofSeconds(30), Duration.ZERO);

    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger held = new AtomicInteger();

    private Optional<SimpleLock> lockAtOnce(LockConfiguration configuration) {
        held.incrementAndGet();
        return Optional.of(held::decrementAndGet);
    }

    private Optional<SimpleLock> lockLate(LockConfiguration configuration) {
        await(answered);
        return lockAtOnce(configuration);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hasALockThatCanBeHad() {
        SimpleLock lock =
                new PromptLocks(this::lockAtOnce, AT_LAST).lock(SNAPSHOT).orElseThrow();
        assertThat(held).hasValue(1);
        lock.unlock();
        assertThat(held).hasValue(0);
    }

    @Test
    void givesUpALockThatNobodyAnswersAndGivesItBackWhenItComes() {
        LockProvider locks = new PromptLocks(this::lockLate, SOON);
        assertThatThrownBy(() -> locks.lock(SNAPSHOT)).hasMessageContaining("no answer within PT1S");

        answered.countDown();
        assertThat(locks.lock(SNAPSHOT)).as("the next one is had").isPresent();
        Awaitility.await()
                .untilAsserted(() -> assertThat(held).as("but not the late one").hasValue(1));
    }

    @Test
    void doesNotWaitForUnlockingForLong() {
        LockProvider locks = new PromptLocks(configuration -> Optional.of(() -> await(answered)), SOON);
        SimpleLock lock = locks.lock(SNAPSHOT).orElseThrow();

        assertThatThrownBy(lock::unlock).hasMessageContaining("no answer");
        answered.countDown();
    }

    @Test
    void tellsWhyThereIsNone() {
        LockProvider locks = new PromptLocks(
                configuration -> {
                    throw new IllegalArgumentException("away");
                },
                AT_LAST);
        assertThatThrownBy(() -> locks.lock(SNAPSHOT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("away");
    }
}
