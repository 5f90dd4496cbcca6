package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.all;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import io.tallygate.gateway.Listener.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Server-sent events: each closed window once, to everybody who listens. */
class StreamIT {

    private static TestRedis redis;

    private Upstream upstream;
    private TestGateway gateway;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void startGateway() {
        upstream = Upstream.start("order-1");
        gateway = TestGateway.start(
                redis.port(),
                all(
                        all(service("order", upstream), Editor.LETS_CHANGE),
                        "tallygate.rules[0].id=orders",
                        "tallygate.rules[0].strategy=api",
                        "tallygate.rules[0].match.path=/order/**",
                        "tallygate.rules[0].target.service=order"));
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
        upstream.close();
    }

    private Listener listen(String lastEventId) {
        return Listener.open(gateway.history().url("/stream"), lastEventId);
    }

    private void hit(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(Client.status(gateway.url() + "/order/1")).isEqualTo(200);
        }
    }

    private static void untilTold(Listener listener, int windows) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> listener.events("window").size() >= windows);
    }

    private static long hits(List<Event> windows) {
        return windows.stream()
                .mapToLong(window -> window.data().get("totals").get("success").asLong())
                .sum();
    }

    private static List<Long> ids(Listener listener) {
        return listener.events("window").stream()
                .map(window -> Long.parseLong(window.id()))
                .toList();
    }

    private static List<Long> versions(Listener listener) {
        return listener.events("rules").stream()
                .map(event -> event.data().get("version").asLong())
                .toList();
    }

    private static void assertThatNoneIsMissing(List<Long> ids) {
        for (int i = 1; i < ids.size(); i++) {
            assertThat(ids.get(i)).isEqualTo(ids.get(i - 1) + 1);
        }
    }

    @Test
    void tellsEachListenerOfEachClosedWindow() {
        try (Listener one = listen("");
                Listener two = listen("")) {
            untilTold(one, 1);
            hit(7);
            eventually(() -> hits(one.events("window")), 7L);
            eventually(() -> hits(two.events("window")), 7L);
            untilTold(two, 3);
            assertThatNoneIsMissing(ids(one));
            assertThatNoneIsMissing(ids(two));
            assertThat(one.header("Content-Type")).startsWith("text/event-stream");
            assertThat(one.header("Cache-Control")).isEqualTo("no-store");
            assertThat(one.header("X-Accel-Buffering"))
                    .as("nginx passes it on at once")
                    .isEqualTo("no");
            Event window = one.events("window").get(0);
            assertThat(window.data().get("state").asString()).isIn("complete", "partial", "absent");
            assertThat(Instant.parse(window.data().get("to").asString()).getEpochSecond())
                    .isEqualTo(Long.parseLong(window.id()));
            assertThat(window.data().get("byStrategy").propertyNames()).contains("api", "route", "none");
            assertThat(one.events("rules")).hasSize(1);
            assertThat(one.events("nodes")).hasSize(1);
            long before = one.events("rules").get(0).data().get("version").asLong();

            new Editor(gateway).created(Editor.rule("new" + before, "/new/**", "order-1"));
            eventually(() -> versions(two), List.of(before, before + 1));
            eventually(() -> versions(one), List.of(before, before + 1));
        }
    }

    @Test
    void goesOnWhereAListenerWas() {
        long last;
        try (Listener before = listen("")) {
            untilTold(before, 2);
            last = ids(before).get(ids(before).size() - 1);
        }
        hit(5);
        try (Listener other = listen("")) {
            untilTold(other, 3);
            try (Listener after = listen(Long.toString(last))) {
                untilTold(after, 4);
                List<Long> ids = ids(after);
                assertThat(ids.get(0)).isEqualTo(last + 1);
                assertThatNoneIsMissing(ids);
                eventually(() -> hits(after.events("window")), 5L);
            }
        }
    }

    @Test
    void tellsOfTheLastHourAtMost() {
        long yesterday = Instant.now().getEpochSecond() - 86_400;
        try (Listener listener = listen(Long.toString(yesterday))) {
            untilTold(listener, 1);
            assertThat(ids(listener).get(0)).isGreaterThan(Instant.now().getEpochSecond() - 3700);
        }
    }

    @Test
    void endsWhenTheGatewayStops() {
        try (Listener listener = listen("")) {
            untilTold(listener, 1);
            Instant begun = Instant.now();
            gateway.close();
            eventually(listener::end, "ended");
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void readsNothingWhileNobodyListens() {
        try (Listener listener = listen("")) {
            untilTold(listener, 1);
        }
        // What is left are the flush and the closing, which never scan.
        AtomicLong before = new AtomicLong(-1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    long now = scans();
                    return before.getAndSet(now) == now;
                });
    }

    /** How often hashes were scanned. */
    private static long scans() {
        return redis.commands()
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_hscan:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*calls=(\\d+),.*", "$1")))
                .sum();
    }

    @Test
    void refusesWhatIsNoEvent() {
        assertThat(Client.get(gateway.history().url("/stream"), "Last-Event-ID", "x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(Client.status(gateway.history().url("/stream?x=1"))).isEqualTo(400);
    }

    @Test
    void takesSoManyListenersAndNoMore() {
        List<Listener> all = IntStream.range(0, 100).mapToObj(n -> listen("")).toList();
        try {
            Awaitility.await().until(() -> Client.status(gateway.history().url("/stream?")) == 503);
        } finally {
            all.forEach(Listener::close);
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            try {
                listen("").close();
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }
}
