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
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration AUDIT_TIMEOUT = Duration.ofSeconds(65);
    private static final Duration NETWORK = Duration.ofSeconds(1);

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\0",
            "a\nb",
            "\u001b[31m",
            "\u202e",
            "\ud83d\ude00",
            "'; DROP TABLE rules; --",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "..;/",
            "${jndi:ldap://x}",
            "%",
            "%00",
            "|{}",
            "*",
            "-1",
            "+1",
            "0",
            "1e9",
            "2147483648",
            "9223372036854775808",
            "NaN",
            "null",
            "true",
            "1969-12-31T23:59:59Z",
            "2199-12-31T23:59:59.999999999Z",
            "+1000000000-12-31T23:59:59Z",
            "2026-02-30T00:00:00Z",
            "2026-11-20T10:15:00+01:00",
            "x".repeat(1000));

    private static final List<String> BROKEN = List.of(
            "/rules?q=%",
            "/rules?q=%zz",
            "/rules?q=%C3%28",
            "/rules?%zz=1",
            "/rules?=1",
            "/rules?&&&",
            "/rules?q=a=b&c",
            "/rules/%zz",
            "/rules/%2e%2e",
            "/rules/%2F%2F/hits",
            "/rules/%C0%80/hits",
            "/nodes/hits?service=%ff&node=%fe",
            "//",
            "/%00",
            "/rules;a=b",
            "/rules?q=\u00e9",
            "/rules?q=[]",
            "/rules?q=\"",
            "/rules?q=<>",
            "/rules/a|b");

    private static final List<String> TAGS = List.of("*", "configuration", "\"1\"", "\"2\"", "x", "\"\"", "W/\"1\"");

    /** The last one is the one that most calls have. */
    private static final List<String> TYPES =
            List.of("text/plain", "application/yaml", "application/merge-patch+json", "x", "application/json");

    private static final List<String> BODIES = List.of(
            "{\"path\":\"/order/1\",\"headers\":{\"X-Fail\":[\"1\"]}}",
            "{\"path\":\"/%zz\"}",
            "{\"path\":\"/" + "a/".repeat(1000) + "\",\"host\":\"" + "h".repeat(300) + "\",\"body\":\"\\u0000\"}",
            "[".repeat(5000),
            "{\"a\":".repeat(2000),
            "\u0000\ufffe",
            "",
            "null",
            "1",
            "[]",
            "{}",
            "{\"state\":\"offline\"}",
            "{\"state\":\"online\"}",
            "{\"state\":[]}",
            "{\"enabled\":false}",
            "{\"enabled\":null,\"match\":null}",
            "{\"priority\":1e400}",
            "{\"priority\":99999999999999999999}",
            "{\"id\":\"order\",\"strategy\":\"api\",\"match\":{\"path\":\"/x/**\"},\"target\":{\"service\":\"order\"}}",
            "{\"id\":\"orders\",\"strategy\":\"api\",\"match\":{\"path\":\"/x\"},\"target\":{\"service\":\"order\"}}",
            "{\"id\":\"a\",\"strategy\":\"header\",\"match\":{\"key\":\"X\",\"regex\":\"(a+)+$\"},\"target\":{\"service\":\"order\"}}",
            "{\"id\":\"a\",\"strategy\":\"body\",\"match\":{\"mode\":\"json\",\"pointer\":\"x\",\"values\":[\"\\u0000\"]},\"target\":{\"service\":\"\"}}",
            "{\"id\":\"../a\",\"strategy\":\"x\",\"match\":[],\"and\":[null],\"methods\":[null],\"target\":1}",
            "{\"rules\":[{\"id\":\"order\",\"strategy\":\"param\",\"match\":{\"key\":\"p\",\"present\":true},\"target\":{\"service\":\"order\"}}]}",
            "{\"rules\":[null,{}]}",
            "rules: &a [*a]",
            "!!javax.script.ScriptEngineManager []");

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
            assertThat(answer.took)
                    .as("%s, seed %s", answer.call, seed)
                    .isLessThan((answer.call.contains("/audit") ? AUDIT_TIMEOUT : TIMEOUT).plus(NETWORK));
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
            return broken(BROKEN.get(random.nextInt(BROKEN.size())));
        }
        Operation operation = operations.get(random.nextInt(operations.size()));
        String call = call(operation, random);
        String body = operation.node().has("requestBody") ? BODIES.get(random.nextInt(BODIES.size())) : "";
        String type = TYPES.get(Math.min(random.nextInt(20), TYPES.size() - 1));
        String ifMatch = TAGS.get(random.nextInt(TAGS.size()));
        long begun = System.nanoTime();
        int status = gateway.history()
                .send(operation.method(), call, body, "Content-Type", type, "If-Match", ifMatch)
                .statusCode();
        return new Answer(operation.method() + " " + call, status, Duration.ofNanos(System.nanoTime() - begun));
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
        return HOSTILE.get(random.nextInt(HOSTILE.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What no client should send goes over a plain connection. */
    private static Answer broken(String path) {
        URI api = URI.create(gateway.history().url(""));
        long begun = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.getPort())) {
            socket.setSoTimeout((int) TIMEOUT.plus(NETWORK).toMillis());
            String request =
                    "GET " + api.getPath() + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = Integer.parseInt(answer, 9, 12, 10);
            return new Answer("GET " + path, status, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + path, e);
        }
    }
}
