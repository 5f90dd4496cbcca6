package io.tallygate.faults.store;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.tallygate.ChildProcess;
import io.tallygate.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on loopback that can be paused, killed, and started again with what its append-only file kept. */
public final class RedisProcess implements AutoCloseable {

    private static final Path EXECUTABLE = executable();
    private static final Duration SOON = Duration.ofSeconds(20);
    private final int port = FreePort.find();
    private final Path folder;
    private final List<String> command;
    private @Nullable ChildProcess process;
    private @Nullable RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;

    private RedisProcess(String... settings) throws IOException {
        folder = Files.createTempDirectory("tallygate-test-redis");
        List<String> lines = new ArrayList<>(List.of(
                "port " + port,
                "bind 127.0.0.1",
                "dir " + folder,
                "save \"\"",
                "appendonly no",
                "repl-diskless-sync yes",
                "repl-diskless-sync-delay 0",
                "maxmemory-policy noeviction"));
        lines.addAll(Arrays.asList(settings));
        Path config = Files.write(folder.resolve("redis.conf"), lines);
        command = List.of(EXECUTABLE.toString(), config.toString());
    }

    /** One that runs, with lines for its configuration besides; of two lines for a setting the last counts. */
    public static RedisProcess start(String... settings) {
        try {
            RedisProcess redis = new RedisProcess(settings);
            redis.run();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again after it was killed, with what its files kept. Waits until it answers. */
    public void run() {
        ChildProcess started = ChildProcess.start(command);
        process = started;
        Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException(started.output());
            }
            return answers();
        });
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("Redis does not run");
        }
        return process;
    }

    public int port() {
        return port;
    }

    public void pause() {
        running().pause();
    }

    public void resume() {
        running().resume();
    }

    /** Ends it as a crash would. */
    public void kill() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** Deletes what its append-only file kept; to be called while it is killed. */
    public void loseFile() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a copy of its append-only file as it is now. */
    public void keepCopy() {
        copy(file(), copy());
    }

    /** Puts that copy in the place of the file; to be called while it is killed. */
    public void goBackToCopy() {
        copy(copy(), file());
    }

    private Path file() {
        return folder.resolve("appendonly.aof");
    }

    private Path copy() {
        return folder.resolve("appendonly.copy");
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commands, to look into it and to ask it for trouble. They wait while it is away. */
    public RedisCommands<String, String> commands() {
        if (connection == null) {
            RedisURI uri = RedisURI.create("127.0.0.1", port);
            uri.setTimeout(SOON);
            client = RedisClient.create(uri);
            connection = client.connect();
        }
        return connection.sync();
    }

    @Override
    public void close() {
        if (client != null) {
            client.shutdown();
        }
        kill();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path executable() {
        try {
            Path folder = Files.createTempDirectory("tallygate-test-redis");
            folder.toFile().deleteOnExit();
            Path executable = ExecutableProvider.newJarResourceProvider(folder.toFile())
                    .get()
                    .toPath();
            executable.toFile().deleteOnExit();
            return executable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
