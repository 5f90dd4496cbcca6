package io.tallygate.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A real HTTP server behind the gateway that counts what it gets and does what the path says. */
public final class Upstream implements AutoCloseable {

    private final String name;
    private final DisposableServer server;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicInteger failEvery = new AtomicInteger();

    private Upstream(String name) {
        this.name = name;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
    }

    public static Upstream start(String name) {
        return new Upstream(name);
    }

    /** Makes each how manieth request fail with a 500. */
    public Upstream failingEvery(int requestsEach) {
        failEvery.set(requestsEach);
        return this;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        long number = requests.incrementAndGet();
        String path = request.path();
        response.header("X-Upstream", name);
        if (failEvery.get() > 0 && number % failEvery.get() == 0) {
            failed.incrementAndGet();
            return request.receive().then(response.status(500).send());
        }
        if (path.startsWith("status/")) {
            return response.status(Integer.parseInt(path.substring("status/".length())))
                    .send();
        }
        return switch (path) {
            case "hang" -> Mono.never();
            case "break" ->
                response.header("Content-Length", "1000").sendString(Flux.concat(Mono.just("cut off"), reset(request)));
            case "reset" -> Mono.<Void>fromRunnable(() -> request.withConnection(Connection::dispose));
            case "headers" ->
                response.header("Content-Length", "1000")
                        .header("Content-Encoding", "gzip")
                        .header("ETag", "\"left\"")
                        .sendHeaders()
                        .then(reset(request).then());
            case "slow" ->
                response.sendString(Flux.interval(Duration.ofMillis(50)).map(i -> "drop\n"));
            case "events" ->
                response.sse().sendString(Flux.interval(Duration.ofMillis(50)).map(i -> "data: " + i + "\n\n"));
            case "echo" ->
                request.receive()
                        .aggregate()
                        .asString()
                        .defaultIfEmpty("")
                        .flatMap(body -> response.sendString(Mono.just(body)).then());
            case "stream" -> response.send(request.receive().retain(), buffer -> true);
            case "socket" ->
                response.sendWebsocket((in, out) -> out.send(in.receive().retain()));
            default ->
                request.receive()
                        .then(response.sendString(Mono.just(name + " " + request.uri()))
                                .then());
        };
    }

    private static Mono<String> reset(HttpServerRequest request) {
        return Mono.delay(Duration.ofMillis(100)).flatMap(tick -> {
            request.withConnection(Connection::dispose);
            return Mono.never();
        });
    }

    public String name() {
        return name;
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public int port() {
        return server.port();
    }

    public long requests() {
        return requests.get();
    }

    public long failed() {
        return failed.get();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
