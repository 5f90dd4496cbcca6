package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The audit of two gateways: nothing differs under load, and what was tampered with does. */
class AuditIT {

    private static final int CLIENTS = 3;
    private static final int AUDITS = 15;

    private static TestRedis redis;
    private static Upstream node;
    private static TestGateway one;
    private static TestGateway two;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        node = Upstream.start("a").failingEvery(7);
        one = TestGateway.start(redis.port(), properties("one"));
        two = TestGateway.start(redis.port(), properties("two"));
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        node.close();
        redis.close();
    }

    private static List<String> properties(String name) {
        return all(
                service("order", node),
                "tallygate.instance-name=" + name,
                "tallygate.redis.shards=4",
                "tallygate.rules[0].id=plain",
                "tallygate.rules[0].strategy=api",
                "tallygate.rules[0].match.path=/**",
                "tallygate.rules[0].target.service=order");
    }

    private static JsonNode audit(String query) {
        return one.history().json("/audit" + query);
    }

    private static String lists(Instant from) {
        return "?from=" + from + "&to=" + from.plus(Duration.ofHours(2));
    }

    private static long load(AtomicBoolean done, AtomicLong sent) {
        while (!done.get()) {
            Client.status((sent.incrementAndGet() % 2 == 0 ? one : two).url() + "/x");
        }
        return sent.get();
    }

    @Test
    void findsNoDifferenceUnderLoadNorAfterIt() throws Exception {
        Instant began = Instant.now().minusSeconds(60);
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong sent = new AtomicLong();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<Long>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(() -> load(done, sent)));
        }
        for (int i = 0; i < AUDITS; i++) {
            JsonNode audit = audit(i % 3 == 0 ? lists(began) : "");
            assertThat(audit.get("difference").asLong())
                    .as(audit.toPrettyString())
                    .isZero();
        }
        done.set(true);
        for (Future<Long> each : all) {
            each.get();
        }
        clients.shutdown();

        eventually(() -> acknowledged(audit("")), 2 * sent.get());
        JsonNode audit = audit(lists(began));
        assertThat(audit.get("difference").asLong()).as(audit.toPrettyString()).isZero();
        assertThat(audit.get("moving").asBoolean()).isFalse();
        assertThat(audit.get("streams")).hasSize(2).allSatisfy(stream -> {
            assertThat(stream.get("state").asString()).isEqualTo("counting");
            assertThat(stream.get("stored").get("found").asLong())
                    .isEqualTo(stream.get("figures").get("acknowledged").asLong())
                    .isPositive();
        });
        assertThat(audit.get("shards")).hasSize(4);
        eventually(() -> listed(audit(lists(began)), 0), 2 * sent.get());
    }

    private static long acknowledged(JsonNode audit) {
        return audit.get("streams")
                .valueStream()
                .mapToLong(stream -> stream.get("figures").get("acknowledged").asLong())
                .sum();
    }

    private static long listed(JsonNode audit, int granularity) {
        return audit.get("lists")
                .get(granularity)
                .get("shards")
                .valueStream()
                .mapToLong(shard -> shard.get("lists").get("found").asLong())
                .sum();
    }

    @Test
    void findsWhatWasTamperedWith() {
        redis.commands().hincrby("tallygate:{0}:sums", "day", -5);
        try {
            JsonNode audit = audit("");
            assertThat(audit.get("difference").asLong()).isEqualTo(5);
            JsonNode day = audit.get("shards").get(0).get("live").get("day");
            assertThat(day.get("due").asLong()).isEqualTo(day.get("found").asLong() + 5);
            assertThat(day.get("difference").asLong()).isEqualTo(-5);
            assertThat(audit.has("lists")).isFalse();
        } finally {
            redis.commands().hincrby("tallygate:{0}:sums", "day", 5);
        }
    }

    @Test
    void saysOfWhichStreamHitsAreMissing() {
        Instant now = Instant.now();
        redis.commands()
                .hset("tallygate:{meta}:stream:gone", Map.of("name", "gone", "left", "1", "decided", "7", "lost", "4"));
        redis.commands().zadd("tallygate:{meta}:streams", (double) now.toEpochMilli(), "gone");
        try {
            JsonNode audit = audit("");
            assertThat(audit.get("difference").asLong()).isEqualTo(3);
            assertThat(audit.get("streams"))
                    .hasSize(3)
                    .allSatisfy(stream -> assertThat(stream.get("difference").asLong())
                            .as(stream.toString())
                            .isEqualTo(stream.get("id").asString().equals("gone") ? 3 : 0));
        } finally {
            redis.commands().zrem("tallygate:{meta}:streams", "gone");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-01-01T00:00:00Z, 'to must be given with the other end of the range'",
        "to=2026-01-01T00:00:00Z, 'from must be given with the other end of the range'",
        "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, 'from must be before to: \"2026-01-02T00:00:00Z\"'",
        "from=x&to=y, 'from must be an instant from 1970 to 2200 such as \"2026-11-20T10:15:00Z\": \"x\"'",
        "step=hour, '\"step\" is no parameter of this call; there are from, to'",
    })
    void refusesWhatItCannotRead(String query, String detail) {
        HttpResponse<String> response = one.history().get("/audit?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(detail.replace("\"", "\\\""));
    }
}
