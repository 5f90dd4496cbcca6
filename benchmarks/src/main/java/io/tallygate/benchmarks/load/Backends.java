package io.tallygate.benchmarks.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** What all gateways have behind them: one upstream that answers at once, and one Redis that keeps nothing on disk. */
public final class Backends {

    private Backends() {}

    /** Takes the upstream's port and Redis's. Ends when it is killed, and Redis with it. */
    public static void main(String[] args) throws IOException {
        File folder = Files.createTempDirectory("tallygate-benchmarks").toFile();
        RedisServer redis = RedisServer.newRedisServer()
                .executableProvider(ExecutableProvider.newJarResourceProvider(folder))
                .port(Integer.parseInt(args[1]))
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        redis.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(redis, folder.toPath())));
        DisposableServer upstream = HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(args[0]))
                .handle((request, response) -> request.receive()
                        .then(response.sendString(Mono.just("ok")).then()))
                .bindNow();
        upstream.onDispose().block();
    }

    private static void stop(RedisServer redis, Path folder) {
        try {
            redis.stop();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            System.err.println("Redis may still run: " + e);
        }
    }
}
