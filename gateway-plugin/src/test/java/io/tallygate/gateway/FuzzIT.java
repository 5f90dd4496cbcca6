package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallygate.TestRedis;
import io.tallygate.gateway.ApiDocument.Operation;
import io.tallygate.gateway.ApiDocument.Parameter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Asks for everything that docs/openapi.yaml describes, with values that it allows and values that nobody should send. An
 * answer may refuse, but never be a 500, and never take longer than its call may.
 */
class FuzzIT {

    private static final int CALLS = Integer.getInteger("tallygate.fuzz.calls", 20_000);
    private static final int THREADS = 8;
    private static final String TOKEN = "Authorization: Bearer " + Editor.LETS_CHANGE[1].replaceAll(".*=", "") + "\r\n";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration AUDIT_TIMEOUT = Duration.ofSeconds(65);
    private static final Duration NETWORK = Duration.ofSeconds(1);

    private static final ApiDocument DOCUMENT = ApiDocument.read();

    private static TestRedis redis;
    private static Upstream upstream;
    private static TestGateway gateway;

    @BeforeAll
    static void startGateway() {
        redis = TestRedis.start();
        upstream = Upstream.start("order-1");
        gateway = TestGateway.start(redis.port(), ApiGateway.properties(upstream));
        for (int i = 0; i < 50; i++) {
            assertThat(Client.status(gateway.url() + "/order/" + i)).isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
        redis.close();
    }

    /** What was answered, and how long it took. */
    private record Answer(String call, int status, Duration took) {}

    @Test
    void neverFailsAndNeverTakesTooLong() throws Exception {
        long seed = Long.getLong("tallygate.fuzz.seed", System.nanoTime());
        System.out.println("seed of the calls (-Dtallygate.fuzz.seed): " + seed);
        List<Operation> operations = served();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(seed + thread);
                running.add(threads.submit(() -> {
                    for (int i = 0; i < CALLS / THREADS; i++) {
                        answers.add(ask(operations, random));
                    }
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } finally {
            threads.shutdownNow();
        }

        Map<Integer, Integer> statuses = new TreeMap<>();
        answers.forEach(answer -> statuses.merge(answer.status, 1, Integer::sum));
        System.out.println("answers by status: " + statuses);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status)
                    .as("%s, seed %s", answer.call, seed)
                    .isNotEqualTo(500)
                    .isGreaterThanOrEqualTo(200);
            assertThat(answer.took).as("%s, seed %s", answer.call, seed).isLessThan(longest(answer.call));
        });
        // One that changes rules may have to wait too long for others that do.
        assertThat(statuses.getOrDefault(503, 0)).isLessThan(CALLS / 100);
        assertThat(statuses.get(200)).isGreaterThan(CALLS / 10);
        assertThat(statuses.get(400)).isGreaterThan(CALLS / 10);
    }

    private static List<Operation> served() {
        Set<String> served = ServedCalls.of(gateway);
        return DOCUMENT.operations().stream()
                .filter(operation -> served.contains(operation.name()))
                .filter(operation -> !operation.path().equals("/stream"))
                .toList();
    }

    private static Answer ask(List<Operation> operations, Random random) {
        if (random.nextInt(20) == 0) {
            return send("GET", Hostile.BROKEN.get(random.nextInt(Hostile.BROKEN.size())), "", "");
        }
        Operation operation = operations.get(random.nextInt(operations.size()));
        String call = call(operation, random);
        String body =
                operation.node().has("requestBody") ? Hostile.BODIES.get(random.nextInt(Hostile.BODIES.size())) : "";
        String type = Hostile.TYPES.get(Math.min(random.nextInt(20), Hostile.TYPES.size() - 1));
        String ifMatch = Hostile.TAGS.get(random.nextInt(Hostile.TAGS.size()));
        return send(
                operation.method(), call, "Content-Type: " + type + "\r\nIf-Match: " + ifMatch + "\r\n" + TOKEN, body);
    }

    private static Duration longest(String call) {
        return (call.contains("/audit") ? AUDIT_TIMEOUT : TIMEOUT).plus(NETWORK);
    }

    private static String call(Operation operation, Random random) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("path")) {
                String value = value(parameter, random).replace("/", "-");
                path = path.replace("{" + parameter.name() + "}", encoded(value.isBlank() ? "orders" : value));
            } else if (parameter.in().equals("query") && (parameter.required() || random.nextInt(3) == 0)) {
                query.add(parameter.name() + "=" + encoded(value(parameter, random)));
                if (random.nextInt(40) == 0) {
                    query.add(parameter.name() + "=" + encoded(value(parameter, random)));
                }
            }
        }
        if (random.nextInt(40) == 0) {
            query.add(encoded(hostile(random)) + "=" + encoded(hostile(random)));
        }
        return path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    /** Three times out of four a value that the schema allows. */
    private static String value(Parameter parameter, Random random) {
        if (random.nextInt(4) == 0) {
            return hostile(random);
        }
        JsonNode schema = parameter.schema();
        if (schema.has("enum")) {
            return schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .asText();
        }
        if (schema.path("type").asText().equals("integer")) {
            int least = schema.path("minimum").asInt();
            int most = schema.path("maximum").asInt(1_000_000);
            return Integer.toString(
                    random.nextInt(4) == 0 ? most : least + random.nextInt(Math.min(most - least + 1, 60)));
        }
        if (schema.path("type").asText().equals("boolean")) {
            return Boolean.toString(random.nextBoolean());
        }
        if (schema.path("format").asText().equals("date-time")) {
            long[] ago = {0, 60, 3600, 86_400, 7 * 86_400, 400 * 86_400, 50L * 365 * 86_400};
            return Instant.now()
                    .minusSeconds(ago[random.nextInt(ago.length)] + random.nextInt(60))
                    .toString();
        }
        return parameter.examples().isEmpty()
                ? "order"
                : parameter.examples().get(random.nextInt(parameter.examples().size()));
    }

    private static String hostile(Random random) {
        return Hostile.VALUES.get(random.nextInt(Hostile.VALUES.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Goes over a connection of its own, for what is sent is nothing that a client library would send. */
    private static Answer send(String method, String path, String headers, String body) {
        URI api = URI.create(gateway.history().url(""));
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + api.getPath() + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + headers + "Content-Length: " + content.length + "\r\n\r\n";
        String call = method + " " + path;
        long begun = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.getPort())) {
            socket.setSoTimeout((int) longest(call).toMillis());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = Integer.parseInt(answer, 9, 12, 10);
            return new Answer(call, status, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + call + " with " + headers + body, e);
        }
    }
}
