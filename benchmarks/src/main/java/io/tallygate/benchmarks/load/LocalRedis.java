package io.tallygate.benchmarks.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.util.FileSystemUtils;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** A Redis on this machine that keeps nothing on disk. */
public final class LocalRedis implements AutoCloseable {

    private final RedisServer redis;
    private final File folder;

    private LocalRedis(RedisServer redis, File folder) {
        this.redis = redis;
        this.folder = folder;
    }

    /** Starts one on a port. */
    public static LocalRedis start(int port) throws IOException {
        File folder = Files.createTempDirectory("tallygate-benchmarks").toFile();
        RedisServer redis = RedisServer.newRedisServer()
                .executableProvider(ExecutableProvider.newJarResourceProvider(folder))
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        redis.start();
        return new LocalRedis(redis, folder);
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return redis.ports().get(0);
    }

    @Override
    public void close() throws IOException {
        redis.stop();
        FileSystemUtils.deleteRecursively(folder.toPath());
    }
}
