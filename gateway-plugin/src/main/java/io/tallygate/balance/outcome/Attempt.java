package io.tallygate.balance.outcome;

import io.tallygate.count.Counter;
import io.tallygate.count.HitTally;
import io.tallygate.hit.Cause;
import io.tallygate.hit.Ending;
import io.tallygate.hit.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a node. Its signals do not tell its outcome: a retried attempt completes, the last one may be cancelled
 * although it was answered, and a body that breaks off does so after the headers. So what is heard is kept, and settled
 * when the next attempt begins or the request ends. Only where the request was counted before, nothing else will come.
 */
final class Attempt {

    private final Counter counter;
    private final HitTally tally;
    private @Nullable Ending heard;
    private boolean abandoned;
    private boolean alone;
    private boolean settled;

    Attempt(Counter counter, HitTally tally) {
        this.counter = counter;
        this.tally = tally;
        tally.due();
    }

    /** The headers came; what they say may still be overtaken by a body that breaks off. */
    synchronized void answered(Ending byStatus) {
        heard = byStatus;
        if (alone) {
            settle(byStatus);
        }
    }

    synchronized void failed(Ending ending) {
        heard = ending;
        settle(ending);
    }

    /** The gateway itself or its client gave up on it. */
    synchronized void abandoned() {
        abandoned = heard == null;
        if (alone) {
            settle(Ending.CANCELLED);
        }
    }

    /** The request was counted before: what this attempt hears first is what it counts as. */
    synchronized void standAlone() {
        alone = true;
    }

    /** Counts the attempt, another one following it. */
    synchronized void settleBeforeNext() {
        settle(heard != null ? heard : Ending.failure(abandoned ? Cause.TIMEOUT : Cause.GATEWAY));
    }

    /** Counts the attempt, the request having ended so. */
    synchronized void settleWith(Ending request) {
        if (request.outcome() == Outcome.CANCELLED || brokeOff(request)) {
            settle(request);
        } else if (heard != null) {
            settle(heard);
        } else if (abandoned) {
            // Nobody but the gateway can have given up: a time limiter around the route.
            settle(Ending.failure(Cause.TIMEOUT));
        } else {
            settle(request);
        }
    }

    private static boolean brokeOff(Ending request) {
        return request.cause() == Cause.RESET || request.cause() == Cause.TIMEOUT;
    }

    private void settle(Ending ending) {
        if (!settled) {
            settled = true;
            tally.record(counter, ending);
        }
    }
}
