package io.tallygate.balance.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.balance.body.SkippedBodies.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Passing on what was held of a body and all that follows, signal by signal. */
class BodyRelayTest extends BodyRelayFixture {

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
