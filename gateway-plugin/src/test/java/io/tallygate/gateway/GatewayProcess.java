package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.ChildProcess;
import io.tallygate.flush.StoreClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** A real gateway in a JVM of its own, with the flags that the test gives it. */
public final class GatewayProcess implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("started on port (\\d+), managed on port (\\d+)");
    private static final String CLOCK_AHEAD = "tallygate.test.clock-ahead";
    private static final String CONFIGURATION = "tallygate.test.configuration";

    private final ChildProcess process;
    private final int port;
    private final int managementPort;

    private GatewayProcess(ChildProcess process) {
        this.process = process;
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(this::hasStarted);
        Matcher started = STARTED.matcher(process.output());
        assertThat(started.find()).isTrue();
        this.port = Integer.parseInt(started.group(1));
        this.managementPort = Integer.parseInt(started.group(2));
    }

    private boolean hasStarted() {
        assertThat(process.isAlive()).as(process.output()).isTrue();
        return STARTED.matcher(process.output()).find();
    }

    /** Starts one on a Redis, with properties as of {@link TestGateway#start}. */
    public static GatewayProcess start(List<String> jvmFlags, int redisPort, List<String> properties) {
        return start(jvmFlags, System.getProperty("java.class.path"), redisPort, properties);
    }

    /** The same, with a class path of its own. */
    static GatewayProcess start(List<String> jvmFlags, String classPath, int redisPort, List<String> properties) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", classPath, GatewayProcess.class.getName()));
        command.add(String.valueOf(redisPort));
        command.addAll(properties);
        ChildProcess process = ChildProcess.start(command);
        try {
            return new GatewayProcess(process);
        } catch (RuntimeException | Error e) {
            process.close();
            throw e;
        }
    }

    /** The flag of a gateway whose own clock is ahead of the machine's. */
    public static String clockAhead(Duration ahead) {
        return "-D" + CLOCK_AHEAD + "=" + ahead;
    }

    /** The flag of a gateway with a configuration of a user's own. */
    static String with(Class<?> configuration) {
        return "-D" + CONFIGURATION + "=" + configuration.getName();
    }

    /** What the child runs: the port of Redis, and properties. */
    public static void main(String[] args) throws ClassNotFoundException {
        List<Class<?>> configurations = new ArrayList<>();
        if (System.getProperty(CLOCK_AHEAD) != null) {
            configurations.add(ClockAhead.class);
        }
        if (System.getProperty(CONFIGURATION) != null) {
            configurations.add(Class.forName(System.getProperty(CONFIGURATION)));
        }
        Environment environment = TestGateway.run(
                        Integer.parseInt(args[0]), configurations, List.of(args).subList(1, args.length))
                .getEnvironment();
        String port = environment.getRequiredProperty("local.server.port");
        System.out.println("started on port " + port + ", managed on port "
                + environment.getProperty("local.management.port", port));
    }

    @Configuration(proxyBeanMethods = false)
    static class ClockAhead {
        @Bean
        StoreClock clock() {
            Duration ahead = Duration.parse(System.getProperty(CLOCK_AHEAD));
            return new StoreClock(Clock.offset(Clock.systemUTC(), ahead), System::nanoTime);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public String managementUrl() {
        return "http://127.0.0.1:" + managementPort;
    }

    /** What an endpoint of Actuator answers. */
    public JsonNode actuator(String path) {
        return new History(managementUrl() + "/actuator").json(path);
    }

    public History history() {
        return new History(managementUrl() + "/tallygate/api");
    }

    /** The process it runs in. */
    public ChildProcess process() {
        return process;
    }

    /** What it has written so far. */
    public String output() {
        return process.output();
    }

    /** Kills it. */
    @Override
    public void close() {
        process.close();
    }
}
