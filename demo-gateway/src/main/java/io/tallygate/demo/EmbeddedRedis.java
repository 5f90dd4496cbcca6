package io.tallygate.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/** Starts a Redis inside the demo, on a free port, unless the configuration names one. It keeps nothing on disk. */
final class EmbeddedRedis implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final List<String> NAMED =
            List.of("spring.data.redis.host", "spring.data.redis.port", "spring.data.redis.url");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (NAMED.stream().anyMatch(environment::containsProperty)) {
            return;
        }
        try {
            int port = start();
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "embedded-redis",
                            Map.of(
                                    "spring.data.redis.host", "127.0.0.1",
                                    "spring.data.redis.port", port,
                                    // It dies with the demo, and its data with it: nothing is worth waiting for.
                                    "tallygate.shutdown-timeout", "200ms")));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the embedded Redis does not start here; name another with spring.data.redis.host", e);
        }
    }

    private static int start() throws IOException {
        int port = freePort();
        Path folder = Files.createTempDirectory("tallygate-redis");
        RedisServer server = RedisServer.newRedisServer()
                .executableProvider(ExecutableProvider.newJarResourceProvider(folder.toFile()))
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        server.start();
        SpringApplication.getShutdownHandlers().add(() -> stop(server, folder));
        return port;
    }

    private static void stop(RedisServer server, Path folder) {
        try {
            server.stop();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up after the embedded Redis", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
