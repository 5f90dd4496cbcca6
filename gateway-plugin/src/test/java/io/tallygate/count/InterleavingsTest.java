package io.tallygate.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Ending;
import io.tallygate.hit.HitKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * Requests record while the flush takes, in every order that the model checker comes to: each hit is taken once. The
 * assertions are JUnit's, because the checker calls equals on what it sees, which AssertJ's do not bear.
 */
class InterleavingsTest {

    private static final int SCHEDULES = 100;
    private static final int MAX_KEYS = 20;

    private static void together(Runnable one, Runnable other) {
        Thread thread = new Thread(one);
        thread.start();
        other.run();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Counts take(LocalCounters counters) {
        return counters.take().values().stream().reduce(Counts.ZERO, Counts::plus);
    }

    @Test
    void takesEachHitOnceWhileRequestsRecord() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> {
            Cells cells = new Cells();
            Counter counter = new Counter(cells);
            Tracked tracked = new Tracked(CounterKey.other(HitKind.HEADER), cells, counter, null, 0);
            Counts[] taken = new Counts[1];
            together(
                    () -> {
                        counter.record(Ending.SUCCESS);
                        counter.record(Ending.failure(Cause.TIMEOUT));
                    },
                    () -> taken[0] = tracked.take(0));
            assertEquals("1:1:0:t1", taken[0].plus(tracked.take(0)).format());
        });
    }

    @Test
    void opensOneCounterForANodeThatTwoRequestsMeetAtOnce() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> {
            LocalCounters counters = new LocalCounters(MAX_KEYS, () -> 0);
            CounterFamily rule = counters.rule(HitKind.HEADER, "canary", "order");
            // Another node first: what a new map does once is not what is looked at, and costs most of the schedules.
            rule.at("b").record(Ending.failure(Cause.RESET));
            together(
                    () -> rule.at("a").record(Ending.failure(Cause.RESET)),
                    () -> rule.at("a").record(Ending.failure(Cause.RESET)));
            assertEquals("0:3:0:r3", take(counters).format());
            assertEquals(2, counters.size());
        });
    }

    @Test
    void losesNoHitOfACounterThatIsRetiredMeanwhile() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> {
            AtomicLong nanos = new AtomicLong();
            LocalCounters counters = new LocalCounters(MAX_KEYS, nanos::get);
            CounterFamily rule = counters.rule(HitKind.HEADER, "canary", "order");
            rule.at("a").record(Ending.SUCCESS);
            Counts[] taken = {take(counters)};
            nanos.set(Duration.ofHours(2).toNanos());
            together(() -> rule.at("a").record(Ending.CANCELLED), () -> taken[0] = taken[0].plus(take(counters)));
            assertEquals("1:0:1", taken[0].plus(take(counters)).format());
        });
    }

    @Test
    void losesNoHitOfARouteThatIsLetGoMeanwhile() {
        Lincheck.runConcurrentTest(SCHEDULES, () -> {
            AtomicLong nanos = new AtomicLong();
            LocalCounters counters = new LocalCounters(MAX_KEYS, nanos::get);
            counters.route("own", "order").at("a").record(Ending.SUCCESS);
            Counts[] taken = {take(counters)};
            nanos.set(Duration.ofHours(2).toNanos());
            together(
                    () -> counters.route("own", "order").at("a").record(Ending.CANCELLED),
                    () -> taken[0] = taken[0].plus(take(counters)));
            assertEquals("1:0:1", taken[0].plus(take(counters)).format());
        });
    }
}
