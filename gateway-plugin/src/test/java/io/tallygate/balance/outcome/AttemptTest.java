package io.tallygate.balance.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.count.LocalCounters;
import io.tallygate.hit.Cause;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Ending;
import org.junit.jupiter.api.Test;

/** What an attempt is counted as, whatever signals it heard. */
class AttemptTest {

    private final LocalCounters counters = new LocalCounters(10, System::nanoTime);
    private final Attempt attempt = new Attempt(counters.node("order", "a"), counters.tally());

    private Counts counted() {
        return counters.take().values().stream().reduce(Counts.ZERO, Counts::plus);
    }

    @Test
    void isCountedByItsStatusWhenAnotherFollows() {
        attempt.answered(Ending.failure(Cause.STATUS));
        attempt.settleBeforeNext();
        attempt.settleWith(Ending.SUCCESS);
        assertThat(counted()).isEqualTo(Counts.failures(Cause.STATUS, 1));
    }

    @Test
    void isCountedByItsStatusAlthoughItWasCancelledAfterwards() {
        attempt.answered(Ending.failure(Cause.STATUS));
        attempt.abandoned();
        attempt.settleWith(Ending.failure(Cause.STATUS));
        assertThat(counted()).isEqualTo(Counts.failures(Cause.STATUS, 1));
    }

    @Test
    void isBrokenOffIfItsBodyIs() {
        attempt.answered(Ending.SUCCESS);
        attempt.settleWith(Ending.failure(Cause.RESET));
        assertThat(counted()).isEqualTo(Counts.failures(Cause.RESET, 1));
    }

    @Test
    void isCancelledWithItsClient() {
        attempt.abandoned();
        attempt.settleWith(Ending.CANCELLED);
        assertThat(counted().cancelled()).isEqualTo(1);
    }

    @Test
    void timedOutIfOnlyTheGatewayCanHaveGivenUp() {
        attempt.abandoned();
        attempt.settleWith(Ending.SUCCESS);
        assertThat(counted()).isEqualTo(Counts.failures(Cause.TIMEOUT, 1));
    }

    @Test
    void keepsItsSuccessIfTheGatewayFailsAfterwards() {
        attempt.answered(Ending.SUCCESS);
        attempt.settleWith(Ending.failure(Cause.GATEWAY));
        assertThat(counted()).isEqualTo(Counts.successes(1));
    }
}
