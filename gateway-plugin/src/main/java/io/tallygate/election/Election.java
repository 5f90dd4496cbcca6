package io.tallygate.election;

import java.time.Clock;
import java.time.Duration;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Lets one instance at a time do a task. It saves work and is no fence: a holder that was stopped past its lock goes on
 * beside its successor, and the task must bear that.
 */
public final class Election {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final LockingTaskExecutor executor;

    Election(LockProvider locks) {
        this.executor = new DefaultLockingTaskExecutor(locks);
    }

    /**
     * An election held in Redis.
     *
     * @param keyPrefix what the lock's key begins with
     */
    public static Election inRedis(RedisConnectionFactory connections, String keyPrefix) {
        LockProvider locks = new RedisLockProvider.Builder(connections)
                .keyPrefix(keyPrefix)
                .environment("lock")
                .safeUpdate(true)
                .build();
        return new Election(new PromptLocks(locks, SOON));
    }

    /**
     * Runs a task unless another instance holds the lock of this name. Blocks, also on Redis, but for a few seconds only.
     *
     * @throws RuntimeException if the lock cannot be asked for, or what the task throws
     */
    public void runIfElected(String name, Runnable task) {
        executor.executeWithLock(
                task, new LockConfiguration(Clock.systemUTC().instant(), name, AT_MOST, Duration.ZERO));
    }
}
