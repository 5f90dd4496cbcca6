package io.tallygate.autoconfigure;

import io.tallygate.flush.Flusher;
import io.tallygate.rules.follow.RuleFollower;
import io.tallygate.snapshot.Snapshotter;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the flush and the closing before the web server accepts requests, has it wait for the dynamic rules if Redis is
 * there, and stops them after it has answered the last one, while the Redis connection (phase 0) is still there.
 */
final class TallygateLifecycle implements SmartLifecycle {

    private static final int BETWEEN_REDIS_AND_WEB_SERVER = 1000;

    private static final Duration RULES_AWAITED = Duration.ofSeconds(30);

    private final Flusher flusher;
    private final RuleFollower follower;
    private final Snapshotter snapshotter;
    private volatile boolean running;

    TallygateLifecycle(Flusher flusher, RuleFollower follower, Snapshotter snapshotter) {
        this.flusher = flusher;
        this.follower = follower;
        this.snapshotter = snapshotter;
    }

    @Override
    public void start() {
        flusher.start();
        follower.awaitHeard(RULES_AWAITED);
        snapshotter.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        snapshotter.stop();
        flusher.stop();
    }

    /** A stream that has left stays gone: the plugin ends with its context and does not begin again within it. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BETWEEN_REDIS_AND_WEB_SERVER;
    }
}
