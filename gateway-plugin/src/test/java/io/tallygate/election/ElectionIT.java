package io.tallygate.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallygate.TestRedis;
import io.tallygate.faults.store.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class ElectionIT {

    private static final String PREFIX = "tallygate:{meta}:election";
    private static final String LOCK = PREFIX + ":lock:snapshot";

    private static TestRedis redis;
    private static LettuceConnectionFactory connections;

    private Election one;
    private Election another;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        connections = redis.connections();
    }

    @AfterAll
    static void stop() {
        connections.destroy();
        redis.close();
    }

    @BeforeEach
    void nobodyIsElected() {
        redis.commands().del(LOCK);
        one = Election.inRedis(connections, PREFIX);
        another = Election.inRedis(connections, PREFIX);
    }

    /** A task in a thread of its own that goes on until it is told to end. */
    private static final class Holding {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private final CompletableFuture<Void> run;

        Holding(Election election) throws InterruptedException {
            run = CompletableFuture.runAsync(() -> election.runIfElected("snapshot", this::hold));
            assertThat(begun.await(30, TimeUnit.SECONDS)).as("elected").isTrue();
        }

        private void hold() {
            begun.countDown();
            try {
                assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void end() throws Exception {
            mayEnd.countDown();
            run.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void letsOnlyOneRunAtATime() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Holding holder = new Holding(one);

        another.runIfElected("snapshot", runs::incrementAndGet);
        assertThat(runs).hasValue(0);

        holder.end();
        another.runIfElected("snapshot", runs::incrementAndGet);
        assertThat(runs).hasValue(1);
    }

    @Test
    void electsForEachTaskByItself() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Holding holder = new Holding(one);

        another.runIfElected("other", runs::incrementAndGet);

        assertThat(runs).hasValue(1);
        holder.end();
    }

    @Test
    void holdsTheLockForHalfAMinuteAtMost() throws Exception {
        Holding holder = new Holding(one);

        assertThat(redis.commands().pttl(LOCK)).isBetween(20_000L, 30_000L);
        holder.end();
    }

    @Test
    void leavesTheSuccessorsLockAloneWhereTheHolderHadExpired() throws Exception {
        Holding expired = new Holding(one);
        redis.commands().del(LOCK);
        Holding successor = new Holding(another);
        String successors = redis.commands().get(LOCK);

        expired.end();

        assertThat(redis.commands().get(LOCK)).isNotNull().isEqualTo(successors);
        successor.end();
        assertThat(redis.commands().exists(LOCK)).isZero();
    }

    @Test
    void givesTheLockBackWhereTheTaskFails() {
        assertThatThrownBy(() -> one.runIfElected("snapshot", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(redis.commands().exists(LOCK)).isZero();
    }

    /** Nobody has the lock of a call that was given up, though Redis grants it when it goes on. */
    @Test
    void givesUpOnARedisThatSaysNothingAndIsElectedWhenItGoesOn() {
        try (RedisProcess redis = RedisProcess.start()) {
            LettuceConnectionFactory connections = new LettuceConnectionFactory("127.0.0.1", redis.port());
            connections.afterPropertiesSet();
            connections.start();
            Election election = Election.inRedis(connections, PREFIX);
            AtomicInteger runs = new AtomicInteger();
            election.runIfElected("snapshot", runs::incrementAndGet);

            redis.pause();
            Instant begin = Instant.now();
            assertThatThrownBy(() -> election.runIfElected("snapshot", runs::incrementAndGet))
                    .hasMessageContaining("no answer");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
            redis.resume();

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                election.runIfElected("snapshot", runs::incrementAndGet);
                return runs.get() == 2;
            });
            connections.destroy();
        }
    }
}
