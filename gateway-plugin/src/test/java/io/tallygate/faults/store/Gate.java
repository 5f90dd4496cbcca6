package io.tallygate.faults.store;

import java.util.concurrent.CountDownLatch;

/** Where the traffic of one direction waits while it is shut. */
final class Gate {

    private volatile CountDownLatch barrier = new CountDownLatch(0);

    void shut() {
        open();
        barrier = new CountDownLatch(1);
    }

    void open() {
        barrier.countDown();
    }

    void pass() throws InterruptedException {
        barrier.await();
    }
}
