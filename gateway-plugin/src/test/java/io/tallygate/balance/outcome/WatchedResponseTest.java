package io.tallygate.balance.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.count.LocalCounters;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A client that goes away while the body is written, before and after its last byte. */
class WatchedResponseTest {

    private static final CounterKey NONE = CounterKey.of(HitKind.NONE, "-", "-", "-");

    private final LocalCounters counters = new LocalCounters(10, () -> 0);
    private final OutcomeRecorder recorder = new OutcomeRecorder(counters, FailureStatuses.of(List.of("500-599")));
    private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/x"));
    private final RequestHit hit = recorder.begin(exchange);
    private final ServerHttpResponse response = recorder.watchedResponse(exchange, hit);

    /** Writes a body that stays open, until the client goes away. */
    private void write(String... pieces) {
        Flux<DataBuffer> body = Flux.just(pieces)
                .<DataBuffer>map(piece ->
                        DefaultDataBufferFactory.sharedInstance.wrap(piece.getBytes(StandardCharsets.US_ASCII)))
                .concatWith(Mono.never());
        exchange.getResponse().setWriteHandler(all -> Flux.from(all).then());
        recorder.watch(exchange, hit, response.writeWith(body)).subscribe().dispose();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 100})
    void isCompleteWithItsLastByteAndOnlyThen(int length) {
        exchange.getResponse().getHeaders().setContentLength(length);

        write("abc", "def");

        Counts expected = length == 6 ? Counts.successes(1) : new Counts(0, 0, 1, Map.of());
        assertThat(counters.take()).isEqualTo(Map.of(NONE, expected));
    }

    @Test
    void isNeverCompleteBeforeItsEndWhereTheLengthIsNotKnown() {
        write("abc", "def");

        assertThat(counters.take()).isEqualTo(Map.of(NONE, new Counts(0, 0, 1, Map.of())));
    }
}
