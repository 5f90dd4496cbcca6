package io.tallygate.benchmarks.load;

import java.io.IOException;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What all gateways have behind them: one upstream that answers at once, and one Redis that keeps nothing on disk. */
public final class Backends {

    private Backends() {}

    /** Takes the upstream's port and Redis's. Ends when it is killed, and Redis with it. */
    public static void main(String[] args) throws IOException {
        LocalRedis redis = LocalRedis.start(Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(redis)));
        DisposableServer upstream = HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(args[0]))
                .handle((request, response) -> request.receive()
                        .then(response.sendString(Mono.just("ok")).then()))
                .bindNow();
        upstream.onDispose().block();
    }

    private static void stop(LocalRedis redis) {
        try {
            redis.close();
        } catch (IOException e) {
            System.err.println("Redis may still run: " + e);
        }
    }
}
