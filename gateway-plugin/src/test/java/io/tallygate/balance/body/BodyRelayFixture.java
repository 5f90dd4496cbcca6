package io.tallygate.balance.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.balance.body.SkippedBodies.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A body of which at most eight bytes are read, on a clock that the test moves. */
abstract class BodyRelayFixture {

    static final Duration WAIT = Duration.ofSeconds(1);

    private final BodySettings settings = new BodySettings(8, WAIT, List.of(MediaType.ALL));
    final FakeBody body = new FakeBody();
    final BodyPrefix prefix = new BodyPrefix(settings);
    final BodyRelay relay = new BodyRelay(prefix, FakeBody.BUFFERS);
    VirtualTimeScheduler time;

    @BeforeAll
    static void doNotWaitForEver() {
        StepVerifier.setDefaultTimeout(Duration.ofSeconds(5));
    }

    @AfterAll
    static void waitAsUsual() {
        StepVerifier.resetDefaultTimeout();
    }

    @BeforeEach
    void read() {
        time = VirtualTimeScheduler.getOrSet();
        relay.read(body);
    }

    @AfterEach
    void holdsNoBufferInTheEnd() {
        VirtualTimeScheduler.reset();
        assertThat(body.unreleased()).isZero();
    }

    Optional<Reason> verdict() {
        assertThat(prefix.isDecided()).isTrue();
        return prefix.verdict().blockOptional(Duration.ofSeconds(5)).orElseThrow();
    }

    Flux<String> rest() {
        return relay.map(BodyRelayFixture::text);
    }

    private static String text(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }
}
