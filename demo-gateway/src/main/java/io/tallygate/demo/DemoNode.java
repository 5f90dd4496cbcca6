package io.tallygate.demo;

import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** One node of a demo service: says who it is, and fails now and then if it was told to. */
final class DemoNode {

    private static final int OK = 200;
    private static final int FAILED = 500;

    private final DisposableServer server;

    private DemoNode(DisposableServer server) {
        this.server = server;
    }

    /**
     * Starts a node on a free port.
     *
     * @param failEvery each how manieth request fails; 0 for none
     */
    static DemoNode start(String id, int failEvery) {
        AtomicLong requests = new AtomicLong();
        return new DemoNode(HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    boolean fails = failEvery > 0 && requests.incrementAndGet() % failEvery == 0;
                    String answer = "{\"node\":\"" + id + "\",\"path\":\""
                            + request.uri().replaceAll("[\"\\\\]", "") + "\"}\n";
                    return request.receive()
                            .then(Mono.defer(() -> response.status(fails ? FAILED : OK)
                                    .header("Content-Type", "application/json")
                                    .sendString(Mono.just(answer))
                                    .then()));
                })
                .bindNow());
    }

    int port() {
        return server.port();
    }
}
