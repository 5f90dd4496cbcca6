package io.tallygate.faults.store;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request that is held back between a gateway and Redis. */
public final class Held {

    private static final long SOON_SECONDS = 60;

    private final String text;
    private final CountDownLatch caught = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Held(String text) {
        this.text = text;
    }

    boolean wants(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(text);
    }

    void hold() throws InterruptedException {
        caught.countDown();
        released.await();
    }

    /** Waits until such a request has come. */
    public void awaitCaught() {
        try {
            if (!caught.await(SOON_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing was sent that has \"" + text + "\" in it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets it go on. */
    public void release() {
        released.countDown();
    }
}
