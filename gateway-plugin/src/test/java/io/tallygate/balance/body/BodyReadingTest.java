package io.tallygate.balance.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.balance.body.SkippedBodies.Reason;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Reading the beginning of a body, signal by signal. */
class BodyReadingTest extends BodyRelayFixture {

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
    void stopsReadingWhenTheRequestEnds() {
        body.send("12");
        relay.close();
        assertThat(body.isCancelled()).isTrue();
        time.advanceTimeBy(WAIT);
        body.send("late");
        assertThat(prefix.isDecided()).isFalse();
    }
}
