package io.tallygate.autoconfigure;

import io.tallygate.admin.stream.Feed;
import org.springframework.context.SmartLifecycle;

/** Ends the stream of events before the web server waits for its requests to end: a listener's never would. */
final class FeedLifecycle implements SmartLifecycle {

    private final Feed feed;
    private volatile boolean running;

    FeedLifecycle(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        feed.close();
    }

    /** What has ended does not begin again within its context. */
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
        return Integer.MAX_VALUE;
    }
}
