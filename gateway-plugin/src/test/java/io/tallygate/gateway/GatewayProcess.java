package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.springframework.core.env.Environment;

/** A real gateway in a JVM of its own, with the flags that the test gives it. */
final class GatewayProcess implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("started on port (\\d+), managed on port (\\d+)");

    private final Process process;
    private final Path output;
    private final int port;
    private final int managementPort;

    private GatewayProcess(Process process, Path output) throws IOException {
        this.process = process;
        this.output = output;
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::hasStarted);
        Matcher started = STARTED.matcher(output());
        assertThat(started.find()).isTrue();
        this.port = Integer.parseInt(started.group(1));
        this.managementPort = Integer.parseInt(started.group(2));
    }

    private boolean hasStarted() throws IOException {
        assertThat(process.isAlive()).as(output()).isTrue();
        return STARTED.matcher(output()).find();
    }

    /** Starts one on a Redis, with properties as of {@link TestGateway#start}. */
    static GatewayProcess start(List<String> jvmFlags, int redisPort, List<String> properties) {
        try {
            Path output = Files.createTempFile("tallygate-test-gateway", ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(jvmFlags);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), GatewayProcess.class.getName()));
            command.add(String.valueOf(redisPort));
            command.addAll(properties);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                return new GatewayProcess(process, output);
            } catch (RuntimeException | Error e) {
                process.destroyForcibly();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the child runs: the port of Redis, and properties. */
    public static void main(String[] args) {
        Environment environment = TestGateway.run(
                        Integer.parseInt(args[0]), List.of(), List.of(args).subList(1, args.length))
                .getEnvironment();
        System.out.println("started on port " + environment.getProperty("local.server.port") + ", managed on port "
                + environment.getProperty("local.management.port"));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String managementUrl() {
        return "http://127.0.0.1:" + managementPort;
    }

    /** What it has written so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Stops it as an operator would. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Kills it. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
