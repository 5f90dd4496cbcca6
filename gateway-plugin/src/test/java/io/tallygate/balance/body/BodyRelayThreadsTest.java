package io.tallygate.balance.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.balance.body.SkippedBodies.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The same under several threads: one that sends, one that asks, and a timer. */
class BodyRelayThreadsTest {

    private static final int CHUNKS = 2000;
    private static final String ALL =
            IntStream.range(0, CHUNKS).mapToObj(i -> i + " ").collect(Collectors.joining());

    private static String text(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    @Test
    void losesDoublesAndReordersNothing() {
        for (int round = 0; round < 30; round++) {
            BodyPrefix prefix = new BodyPrefix(new BodySettings(100, Duration.ofSeconds(9), List.of(MediaType.ALL)));
            BodyRelay relay = new BodyRelay(prefix, FakeBody.BUFFERS);
            relay.read(Flux.range(0, CHUNKS)
                    .map(i -> FakeBody.BUFFERS.wrap((i + " ").getBytes(StandardCharsets.UTF_8)))
                    .subscribeOn(Schedulers.boundedElastic()));
            Mono<String> received = prefix.verdict()
                    .flatMapMany(verdict -> relay)
                    .publishOn(Schedulers.parallel(), 3)
                    .map(BodyRelayThreadsTest::text)
                    .collect(Collectors.joining());
            assertThat(received.block(Duration.ofSeconds(10))).isEqualTo(ALL);
        }
    }

    @Test
    void decidesOnceWhereTheTimerRacesWithTheEnd() {
        Set<Optional<Reason>> seen = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 600; round++) {
            BodyPrefix prefix = new BodyPrefix(new BodySettings(100, Duration.ofMillis(1), List.of(MediaType.ALL)));
            BodyRelay relay = new BodyRelay(prefix, FakeBody.BUFFERS);
            FakeBody body = new FakeBody();
            relay.read(body);
            AtomicInteger verdicts = new AtomicInteger();
            CompletableFuture<String> received = prefix.verdict()
                    .doOnNext(seen::add)
                    .doOnNext(verdict -> verdicts.incrementAndGet())
                    .flatMapMany(verdict -> relay)
                    .map(BodyRelayThreadsTest::text)
                    .collect(Collectors.joining())
                    .toFuture();
            long until = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(900 + round);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            body.send("a").send("b").end();
            assertThat(received).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("ab");
            assertThat(verdicts).hasValue(1);
            assertThat(body.unreleased()).isZero();
        }
        assertThat(seen).containsExactlyInAnyOrder(Optional.empty(), Optional.of(Reason.SLOW));
    }
}
