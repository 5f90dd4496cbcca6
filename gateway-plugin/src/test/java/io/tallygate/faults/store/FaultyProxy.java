package io.tallygate.faults.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between gateways and Redis and spoils what passes: it cuts, stalls, and loses answers. */
public final class FaultyProxy implements AutoCloseable {

    private final ServerSocket server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Random random;
    private final AtomicInteger spoilt = new AtomicInteger();
    private final AtomicReference<@Nullable Held> wanted = new AtomicReference<>();
    private final Gate requests = new Gate();
    private final Gate replies = new Gate();
    private volatile int target;
    private volatile int loseOneIn;
    private volatile boolean refusing;

    private FaultyProxy(int target, long seed) throws IOException {
        this.target = target;
        this.random = new Random(seed);
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "proxy");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** A proxy before the Redis on a port, harmless until it is told otherwise. */
    public static FaultyProxy before(int redisPort) {
        try {
            return new FaultyProxy(redisPort, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How often it has done harm to a connection. */
    public int spoilt() {
        return spoilt.get();
    }

    /** Loses one of so many answers: Redis did what it was asked, and the connection is reset before that is known. */
    public void loseOneAnswerIn(int answers) {
        loseOneIn = answers;
    }

    public void loseNoAnswer() {
        loseOneIn = 0;
    }

    /** Resets each connection after half of what it carries next, in whichever direction. */
    public void cut() {
        links.forEach(Link::cut);
    }

    /** Nothing passes, in either direction, until all flows again; connections stay. */
    public void stall() {
        requests.shut();
        replies.shut();
    }

    /** Requests pass; answers wait until all flows again. */
    public void stallAnswers() {
        replies.shut();
    }

    public void flow() {
        requests.open();
        replies.open();
    }

    /** Resets every connection, and each new one, until it {@link #accepts} again. */
    public void refuse() {
        refusing = true;
        links.forEach(Link::reset);
    }

    public void accepts() {
        refusing = false;
    }

    /** Leads new connections to another Redis, and resets those there are. */
    public void turnTo(int redisPort) {
        target = redisPort;
        links.forEach(Link::reset);
    }

    /** Holds back the next request in which a text occurs, and what its connection carries after it. */
    public Held hold(String text) {
        Held held = new Held(text);
        wanted.set(held);
        return held;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // The proxy is closed.
            }
        }
    }

    private void connect(Socket gateway) {
        try {
            Link link = new Link(this, gateway, new Socket(InetAddress.getLoopbackAddress(), target));
            link.start();
            if (refusing) {
                link.reset();
            }
        } catch (IOException e) {
            // Redis is away.
            Link.reset(gateway);
        }
    }

    void joined(Link link) {
        links.add(link);
    }

    void parted(Link link) {
        links.remove(link);
    }

    /** A request may pass now. */
    void awaitRequest(byte[] bytes, int length) throws InterruptedException {
        requests.pass();
        Held held = wanted.get();
        if (held != null && held.wants(bytes, length) && wanted.compareAndSet(held, null)) {
            held.hold();
        }
    }

    /** An answer may pass now; false if it is to be lost. */
    boolean awaitAnswer() throws InterruptedException {
        replies.pass();
        int oneIn = loseOneIn;
        return oneIn == 0 || random.nextInt(oneIn) > 0;
    }

    void spoil() {
        spoilt.incrementAndGet();
    }

    @Override
    public void close() {
        flow();
        Held held = wanted.getAndSet(null);
        if (held != null) {
            held.release();
        }
        links.forEach(Link::reset);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
