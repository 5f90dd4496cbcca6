package io.tallygate.election;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * Locks that are had soon or not at all. The call blocks for as long as the host's Redis client waits for an answer, a
 * minute unless that is configured: where one answer is lost, nothing would be closed until then. A lock that comes too
 * late is given back.
 */
final class PromptLocks implements LockProvider {

    private static final int THREADS = 16;

    private final LockProvider locks;
    private final Duration timeout;
    private final Executor threads =
            new ThreadPoolExecutor(0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), PromptLocks::daemon);

    PromptLocks(LockProvider locks, Duration timeout) {
        this.locks = locks;
        this.timeout = timeout;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tallygate-election");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Optional<SimpleLock> lock(LockConfiguration configuration) {
        CompletableFuture<Optional<SimpleLock>> asked =
                CompletableFuture.supplyAsync(() -> locks.lock(configuration), threads);
        return soon(asked, () -> giveBackWhenItComes(asked))
                .map(lock -> () -> soon(CompletableFuture.runAsync(lock::unlock, threads), () -> {}));
    }

    private static void giveBackWhenItComes(CompletableFuture<Optional<SimpleLock>> asked) {
        CompletableFuture<Void> unused = asked.thenAccept(late -> late.ifPresent(SimpleLock::unlock));
    }

    private <T> T soon(CompletableFuture<T> asked, Runnable otherwise) {
        try {
            return asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            otherwise.run();
            throw new IllegalStateException("the election's lock had no answer within " + timeout, e);
        } catch (InterruptedException e) {
            otherwise.run();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
