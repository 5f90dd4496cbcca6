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
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Reading the beginning of a body, and passing on the whole of it: signal by signal. */
class BodyRelayTest {

    private static final Duration WAIT = Duration.ofSeconds(1);

    private final BodySettings settings = new BodySettings(8, WAIT, List.of(MediaType.ALL));
    private final FakeBody body = new FakeBody();
    private final BodyPrefix prefix = new BodyPrefix(settings);
    private final BodyRelay relay = new BodyRelay(prefix, FakeBody.BUFFERS);
    private VirtualTimeScheduler time;

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

    private Optional<Reason> verdict() {
        assertThat(prefix.isDecided()).isTrue();
        return prefix.verdict().blockOptional(Duration.ofSeconds(5)).orElseThrow();
    }

    private Flux<String> rest() {
        return relay.map(BodyRelayTest::text);
    }

    private static String text(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    @Test
    void readsAWholeBodyChunkByChunk() {
        assertThat(body.asked()).isEqualTo(1);
        body.send("ab");
        assertThat(body.asked()).isEqualTo(2);
        assertThat(body.unreleased()).isZero();
        body.send("cd").end();
        assertThat(verdict()).isEmpty();
        assertThat(prefix.bytes()).asString().isEqualTo("abcd");
    }

    @Test
    void readsABodyOfExactlyTheLimit() {
        body.send("1234").send("5678").end();
        assertThat(verdict()).isEmpty();
    }

    @Test
    void stopsOneByteBeyondTheLimitAndAsksForNoMore() {
        body.send("1234").send("56789");
        assertThat(verdict()).contains(Reason.TOO_LARGE);
        assertThat(body.asked()).isEqualTo(2);
        assertThat(body.unreleased()).isZero();
    }

    @Test
    void passesOnItsBeginningAndThenNoMoreThanIsAskedFor() {
        body.send("123456789");
        StepVerifier.create(rest(), 0)
                .thenRequest(1)
                .expectNext("123456789")
                .then(() -> assertThat(body.asked()).isEqualTo(1))
                .thenRequest(2)
                .then(() -> assertThat(body.asked()).isEqualTo(3))
                .then(() -> body.send("a").send("b"))
                .expectNext("a", "b")
                .then(body::end)
                .verifyComplete();
    }

    @Test
    void passesOnWithoutBoundWhereThatIsAskedFor() {
        body.send("123456789");
        StepVerifier.create(rest())
                .expectNext("123456789")
                .then(() -> assertThat(body.asked()).isGreaterThan(Long.MAX_VALUE / 2))
                .then(() -> body.send("a").end())
                .expectNext("a")
                .verifyComplete();
    }

    @Test
    void stopsWaitingForASlowBodyAndKeepsWhatComesUntilItIsTaken() {
        body.send("12");
        time.advanceTimeBy(WAIT.minusMillis(1));
        assertThat(prefix.isDecided()).isFalse();
        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(verdict()).contains(Reason.SLOW);

        body.send("34");
        assertThat(body.unreleased()).isZero();
        assertThat(body.asked()).isEqualTo(2);
        StepVerifier.create(rest(), 1)
                .expectNext("12")
                .thenRequest(1)
                .expectNext("34")
                .then(() -> assertThat(body.asked()).isEqualTo(2))
                .thenRequest(1)
                .then(() -> assertThat(body.asked()).isEqualTo(3))
                .then(body::end)
                .verifyComplete();
    }

    @Test
    void countsAChunkThatIsOnItsWayAsAskedFor() {
        time.advanceTimeBy(WAIT);
        assertThat(verdict()).contains(Reason.SLOW);
        StepVerifier.create(rest(), 1)
                .then(() -> assertThat(body.asked()).isEqualTo(1))
                .then(() -> body.send("12").end())
                .expectNext("12")
                .verifyComplete();
    }

    @Test
    void doesNotCallAWholeBodySlow() {
        body.send("12").end();
        time.advanceTimeBy(WAIT);
        assertThat(verdict()).isEmpty();
    }

    @Test
    void callsABodyWithoutBytesAbsent() {
        body.end();
        assertThat(verdict()).contains(Reason.ABSENT);
        StepVerifier.create(rest(), 0).verifyComplete();
    }

    @Test
    void passesAnErrorOnAfterWhatCameBefore() {
        body.send("12").fail(new IllegalStateException("cut"));
        assertThat(verdict()).contains(Reason.BROKEN);
        StepVerifier.create(rest()).expectNext("12").verifyErrorMessage("cut");
    }

    @Test
    void passesAnErrorOnThatComesLater() {
        body.send("123456789");
        StepVerifier.create(rest(), 1)
                .expectNext("123456789")
                .then(() -> body.fail(new IllegalStateException("cut")))
                .verifyErrorMessage("cut");
    }

    @Test
    void passesACancelOnAndReleasesWhatStillComes() {
        body.send("123456789");
        StepVerifier.create(rest(), 2).expectNext("123456789").thenCancel().verify();
        assertThat(body.isCancelled()).isTrue();
        body.send("late");
    }

    @Test
    void cancelsTheBodyIfNobodyHasTakenItWhenTheRequestEnds() {
        time.advanceTimeBy(WAIT);
        body.send("12");
        relay.close();
        assertThat(body.isCancelled()).isTrue();
        assertThat(prefix.bytes()).isNull();
        body.send("late");
        StepVerifier.create(rest()).verifyError(IllegalStateException.class);
    }

    @Test
    void stopsReadingWhenTheRequestEnds() {
        body.send("12");
        relay.close();
        assertThat(body.isCancelled()).isTrue();
        time.advanceTimeBy(WAIT);
        body.send("late");
        assertThat(prefix.isDecided()).isFalse();
    }

    @Test
    void leavesABodyAloneThatIsTakenWhenTheRequestEnds() {
        body.send("123456789");
        StepVerifier.create(rest())
                .expectNext("123456789")
                .then(relay::close)
                .then(() -> body.send("a").end())
                .expectNext("a")
                .verifyComplete();
        assertThat(body.isCancelled()).isFalse();
    }

    @Test
    void isPassedOnOnlyOnce() {
        body.send("123456789");
        StepVerifier.create(rest(), 1).expectNext("123456789").thenCancel().verify();
        StepVerifier.create(rest()).verifyErrorMessage("the body was not kept: it can be passed on only once");
    }
}
