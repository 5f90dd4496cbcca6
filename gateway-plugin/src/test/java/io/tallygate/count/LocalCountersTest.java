package io.tallygate.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Ending;
import io.tallygate.hit.HitKind;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LocalCountersTest {

    private static final CounterKey KEY = CounterKey.of(HitKind.API, "rule", "order", "a");

    private final AtomicLong nanos = new AtomicLong();
    private final LocalCounters counters = new LocalCounters(100, nanos::get);
    private final CounterFamily rule = counters.rule(HitKind.API, "rule", "order");

    @Test
    void takesWhatCameSinceTheLastTime() {
        rule.at("a").record(Ending.SUCCESS);
        rule.at("a").record(Ending.failure(Cause.TIMEOUT));
        rule.at("a").record(Ending.CANCELLED);
        assertThat(counters.take()).isEqualTo(Map.of(KEY, new Counts(1, 1, 1, Map.of(Cause.TIMEOUT, 1L))));
        assertThat(counters.take()).isEmpty();
        rule.at("a").record(Ending.failure(Cause.RESET));
        assertThat(counters.take()).isEqualTo(Map.of(KEY, Counts.failures(Cause.RESET, 1)));
    }

    @Test
    void countsRoutesNodesAndTheRestApart() {
        counters.route("r", "order").at("a").record(Ending.SUCCESS);
        counters.node("order", "a").record(Ending.SUCCESS);
        counters.none().record(Ending.SUCCESS);
        assertThat(counters.take().keySet())
                .extracting(CounterKey::format)
                .containsExactlyInAnyOrder("route|r|order|a|", "node|-|order|a|", "none|-|-|-|");
    }

    @Test
    void losesNothingBetweenTakesUnderManyThreads() throws Exception {
        int threads = 4;
        int each = 200_000;
        ExecutorService recorders = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            running.add(recorders.submit(() -> {
                start.await();
                for (int i = 0; i < each; i++) {
                    rule.at("n" + i % 5).record(i % 3 == 0 ? Ending.failure(Cause.STATUS) : Ending.SUCCESS);
                }
                return null;
            }));
        }
        Map<CounterKey, Counts> sum = new HashMap<>();
        start.countDown();
        while (!running.stream().allMatch(Future::isDone)) {
            counters.take().forEach((key, delta) -> sum.merge(key, delta, Counts::plus));
        }
        for (Future<?> each2 : running) {
            each2.get();
        }
        recorders.shutdown();
        counters.take().forEach((key, delta) -> sum.merge(key, delta, Counts::plus));

        Counts all = sum.values().stream().reduce(Counts.ZERO, Counts::plus);
        long failures = threads * ((each + 2) / 3L);
        assertThat(all)
                .isEqualTo(new Counts((long) threads * each - failures, failures, 0, Map.of(Cause.STATUS, failures)));
        assertThat(sum).hasSize(5);
    }

    @Test
    void countsWhatFindsNoRoomUnderTheRestOfItsKind() {
        int more = 30;
        for (int i = 0; i < 100 + more; i++) {
            rule.at("n" + i).record(Ending.SUCCESS);
        }
        Map<CounterKey, Counts> taken = counters.take();
        assertThat(taken.get(CounterKey.other(HitKind.API))).isEqualTo(Counts.successes(more));
        assertThat(taken.values().stream().mapToLong(Counts::hits).sum()).isEqualTo(100 + more);
        assertThat(counters.hasOverflowed()).isTrue();
        assertThat(counters.size()).isEqualTo(100);
    }

    @Test
    void countsAHitOfASlowRequestAfterItsCounterWasRetired() {
        Counter held = rule.at("a");
        held.record(Ending.SUCCESS);
        counters.take();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        counters.take();
        assertThat(rule.at("a")).as("retired, and opened anew").isNotSameAs(held);

        held.record(Ending.SUCCESS);
        rule.at("a").record(Ending.failure(Cause.CONNECT));
        assertThat(counters.take()).isEqualTo(Map.of(KEY, new Counts(1, 1, 0, Map.of(Cause.CONNECT, 1L))));
        assertThat(counters.take()).isEmpty();
        held.record(Ending.SUCCESS);
        assertThat(counters.take()).as("however late").isEqualTo(Map.of(KEY, Counts.successes(1)));
    }

    @Test
    void keepsACounterThatIsHitNowAndThen() {
        Counter counter = rule.at("a");
        for (int i = 0; i < 5; i++) {
            nanos.addAndGet(Duration.ofMinutes(40).toNanos());
            counter.record(Ending.SUCCESS);
            counters.take();
        }
        assertThat(rule.at("a")).isSameAs(counter);
    }

    @Test
    void givesRoomBackOnceNobodyCanHitARetiredCounter() {
        WeakReference<Counter> gone = new WeakReference<>(rule.at("a"));
        counters.take();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        counters.take();
        Awaitility.await().until(() -> {
            System.gc();
            return gone.refersTo(null);
        });
        assertThat(counters.size()).isEqualTo(1);
        counters.take();
        assertThat(counters.size()).isZero();
    }
}
