package io.tallygate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that a test started: it gets the signals that the test sends, and does not outlive it. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Process process;
    private final Path output;
    private final Thread lastResort = new Thread(this::kill);

    private ChildProcess(List<String> command) throws IOException {
        output = Files.createTempFile("tallygate-test", ".log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    public static ChildProcess start(List<String> command) {
        try {
            return new ChildProcess(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops its threads where they stand (SIGSTOP). */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Has a JVM write into its output what its threads do (SIGQUIT). */
    public void tellThreads() {
        signal("QUIT");
    }

    /** Asks it to end (SIGTERM), and waits for that. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Ends it without a word (SIGKILL). */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void signal(String name) {
        try {
            // The shell's own kill: a bare machine has no other.
            String kill = "kill -" + name + " " + process.pid();
            Process shell = new ProcessBuilder("sh", "-c", kill).inheritIO().start();
            assertThat(shell.waitFor()).as(kill).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(SOON.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ended")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(lastResort);
        try {
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
