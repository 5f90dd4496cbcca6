package io.tallygate;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.FileSystemUtils;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** A real Redis for one test class, on a free port, that leaves nothing behind. It can be stopped and started again. */
public final class TestRedis implements AutoCloseable {

    private final int port;
    private final Path folder;
    private RedisServer server;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;

    private TestRedis(int port) throws IOException {
        this.port = port;
        this.folder = Files.createTempDirectory("tallygate-test-redis");
    }

    /** A Redis that runs. */
    public static TestRedis start() {
        TestRedis redis = stopped();
        redis.run();
        return redis;
    }

    /** A port on which no Redis runs yet. */
    public static TestRedis stopped() {
        try {
            return new TestRedis(FreePort.find());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, empty. */
    public void run() {
        try {
            server = RedisServer.newRedisServer()
                    .executableProvider(ExecutableProvider.newJarResourceProvider(folder.toFile()))
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it, and forgets all it held. */
    public void stop() {
        try {
            if (client != null) {
                client.shutdown();
                client = null;
            }
            if (server != null) {
                server.stop();
                server = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Commands, to look at what lies in it. */
    public RedisCommands<String, String> commands() {
        if (client == null) {
            client = RedisClient.create("redis://127.0.0.1:" + port);
            connection = client.connect();
        }
        return connection.sync();
    }

    /** A started connection factory, as the host would have one. */
    public LettuceConnectionFactory connections() {
        return connections(port);
    }

    /** The same by another way, such as a proxy's. */
    public static LettuceConnectionFactory connections(int port) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", port);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
