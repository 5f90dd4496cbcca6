package io.tallygate.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.hit.Counts;
import io.tallygate.hit.Ending;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HitTallyTest {

    private static final int TAKES = 20_000;

    private final LocalCounters counters = new LocalCounters(20, System::nanoTime);
    private final HitTally tally = counters.tally();

    @Test
    void boundsWhatWasTakenFromBothSidesWhileRequestsRecord() throws InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        Thread requests = new Thread(() -> {
            while (!stopped.get()) {
                tally.due();
                tally.record(counters.none(), Ending.SUCCESS);
            }
        });
        requests.start();
        long taken = 0;
        try {
            for (int i = 0; i < TAKES; i++) {
                long atLeast = tally.recordedAtLeast();
                taken += take();
                assertThat(taken).isBetween(atLeast, tally.recordedAtMost());
                assertThat(tally.allDue()).isGreaterThanOrEqualTo(taken);
            }
        } finally {
            stopped.set(true);
            requests.join();
        }
        assertThat(taken + take())
                .isEqualTo(tally.allDue())
                .isEqualTo(tally.recordedAtLeast())
                .isEqualTo(tally.recordedAtMost());
    }

    private long take() {
        return counters.take().values().stream().mapToLong(Counts::hits).sum();
    }
}
