package io.tallygate.faults.store;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection of a gateway, carried on to Redis. */
final class Link {

    private static final int CHUNK = 1 << 16;

    private final FaultyProxy proxy;
    private final Socket gateway;
    private final Socket redis;
    private final AtomicBoolean cutting = new AtomicBoolean();

    Link(FaultyProxy proxy, Socket gateway, Socket redis) throws IOException {
        this.proxy = proxy;
        this.gateway = gateway;
        this.redis = redis;
        gateway.setTcpNoDelay(true);
        redis.setTcpNoDelay(true);
    }

    /** Carries on until either side ends it. */
    void start() {
        proxy.joined(this);
        carry("requests", this::carryRequests);
        carry("answers", this::carryAnswers);
    }

    /** Resets it after half of what it carries next. */
    void cut() {
        cutting.set(true);
    }

    private interface Carrying {
        void run() throws IOException, InterruptedException;
    }

    private void carry(String name, Carrying carrying) {
        Thread thread = new Thread(
                () -> {
                    try {
                        carrying.run();
                    } catch (IOException e) {
                        // One side is gone; the other is told below.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        reset();
                    }
                },
                "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void carryRequests() throws IOException, InterruptedException {
        byte[] bytes = new byte[CHUNK];
        for (int length = gateway.getInputStream().read(bytes);
                length > 0;
                length = gateway.getInputStream().read(bytes)) {
            proxy.awaitRequest(bytes, length);
            if (!pass(bytes, length, redis)) {
                return;
            }
        }
    }

    private void carryAnswers() throws IOException, InterruptedException {
        byte[] bytes = new byte[CHUNK];
        for (int length = redis.getInputStream().read(bytes);
                length > 0;
                length = redis.getInputStream().read(bytes)) {
            if (!proxy.awaitAnswer()) {
                proxy.spoil();
                return;
            }
            if (!pass(bytes, length, gateway)) {
                return;
            }
        }
    }

    private boolean pass(byte[] bytes, int length, Socket to) throws IOException {
        boolean cut = cutting.get();
        to.getOutputStream().write(bytes, 0, cut ? length / 2 : length);
        if (cut) {
            proxy.spoil();
        }
        return !cut;
    }

    void reset() {
        proxy.parted(this);
        reset(gateway);
        reset(redis);
    }

    /** Ends a connection so that the other side hears of a reset, not of an end. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed, which is what was wanted.
        }
    }
}
