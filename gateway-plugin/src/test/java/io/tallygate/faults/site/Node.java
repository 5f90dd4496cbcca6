package io.tallygate.faults.site;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A node behind the gateways that remembers what it was asked, and fails now and then. */
final class Node implements AutoCloseable {

    static final String NAME = "X-Node";

    private final String name;
    private final int failEvery;
    private final Queue<Hit> hits = new ConcurrentLinkedQueue<>();
    private final AtomicLong requests = new AtomicLong();
    private final DisposableServer server;

    Node(String name, int failEvery) {
        this.name = name;
        this.failEvery = failEvery;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        int status = requests.incrementAndGet() % failEvery == 0 ? 500 : 200;
        hits.add(new Hit(
                Long.parseLong(request.requestHeaders().get(Load.ID)),
                request.requestHeaders().get(Load.GATEWAY),
                request.requestHeaders().get(Load.RULE),
                name,
                status,
                Instant.now()));
        return request.receive().then(response.status(status).header(NAME, name).send());
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    List<Hit> hits() {
        return List.copyOf(hits);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
