package io.tallygate.admin.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.admin.call.CallTable;
import io.tallygate.history.FakeHistoryStore;
import io.tallygate.history.HitHistory;
import io.tallygate.history.TrendHistory;
import io.tallygate.history.state.FakeStateStore;
import io.tallygate.history.state.StateHistory;
import io.tallygate.window.Calendar;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A table of ten pieces, as it is read and sent. */
class CsvCallTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:30:15Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final int LINES = 10_000;

    private final FakeStateStore states = new FakeStateStore();
    private final AtomicInteger read = new AtomicInteger();
    private VirtualTimeScheduler time;

    @BeforeEach
    void startTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void stopTime() {
        VirtualTimeScheduler.reset();
    }

    /** A client that takes what it asked for. */
    private static final class Client extends BaseSubscriber<DataBuffer> {
        private final List<String> parts = new ArrayList<>();
        private @Nullable Throwable error;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // It asks when the test says so.
        }

        @Override
        protected void hookOnNext(DataBuffer part) {
            parts.add(part.toString(StandardCharsets.UTF_8));
        }

        @Override
        protected void hookOnError(Throwable throwable) {
            error = throwable;
        }

        long lines() {
            return parts.stream().flatMap(String::lines).count();
        }
    }

    /** Asks for the table. What is done with each piece's rule is done once the piece is read. */
    private Client ask(Predicate<String> withRule) {
        StateHistory history = new StateHistory(states, CALENDAR, CLOCK, Duration.ofSeconds(4));
        FakeHistoryStore store = new FakeHistoryStore();
        CallTable calls = new CallTable();
        new CsvCall(
                        new HitHistory(store, history, CALENDAR),
                        new TrendHistory(store, history),
                        withRule,
                        CALENDAR,
                        CLOCK)
                .addTo(calls);
        Client client = new Client();
        MockServerHttpResponse response = new MockServerHttpResponse();
        response.setWriteHandler(body -> {
            body.subscribe(client);
            return Mono.never();
        });
        Instant from = NOW.minus(Duration.ofMinutes(LINES - 1));
        RouterFunctions.toHttpHandler(calls.under("/api", (request, kind, call) -> call.handle(request)))
                .handle(
                        MockServerHttpRequest.get("/api/hits.csv?rule=any&from=" + from)
                                .build(),
                        response)
                .subscribe();
        return client;
    }

    @Test
    void readsNoMoreThanTheClientTakes() {
        Client client = ask(rule -> read.incrementAndGet() > 0);

        client.request(2);
        time.advanceTime();
        assertThat(client.parts).hasSize(2);
        assertThat(read).hasValueLessThan(4);

        client.requestUnbounded();
        time.advanceTime();
        assertThat(read).hasValue(10);
        assertThat(client.lines()).isEqualTo(1 + LINES);
        assertThat(client.parts).allSatisfy(part -> assertThat(part.lines()).hasSizeLessThanOrEqualTo(500));
    }

    @Test
    void breaksOffWhereAPieceTakesTooLong() {
        AtomicReference<Duration> delay = new AtomicReference<>(CallTable.TIMEOUT.minusMillis(1));
        Client client = ask(rule -> {
            states.delayNext(delay.getAndSet(CallTable.TIMEOUT.plusMillis(1)));
            return true;
        });
        client.requestUnbounded();

        time.advanceTimeBy(CallTable.TIMEOUT);
        assertThat(client.lines()).isEqualTo(2001);
        assertThat(client.error).isNull();
        time.advanceTimeBy(CallTable.TIMEOUT);
        assertThat(client.error).isInstanceOf(TimeoutException.class);
        assertThat(client.lines()).isEqualTo(2001);
    }
}
