package io.tallygate.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Ending;
import io.tallygate.hit.HitKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Counters that nobody hit for an hour make room, and no hit goes with them. */
class RetirementTest {

    private static final int ROOM = 3;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final LocalCounters counters = new LocalCounters(ROOM, nanos::get);
    private final CounterFamily orders = counters.rule(HitKind.API, "orders", "order");

    private static CounterKey on(String node) {
        return CounterKey.of(HitKind.API, "orders", "order", node);
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void keepsACounterForAnHourWhateverTheMonotonicClockShows() {
        Counter first = orders.at("a");
        first.record(Ending.SUCCESS);
        counters.take();

        passes(Duration.ofHours(1).minusNanos(1));
        counters.take();
        assertThat(orders.at("a")).isSameAs(first);

        passes(Duration.ofNanos(1));
        counters.take();
        assertThat(orders.at("a")).isNotSameAs(first);
    }

    @Test
    void takesAHitThatComesTogetherWithTheRetirement() {
        Counter first = orders.at("a");
        counters.take();
        passes(Duration.ofHours(2));
        first.record(Ending.SUCCESS);

        assertThat(counters.take()).isEqualTo(Map.of(on("a"), Counts.successes(1)));
        assertThat(orders.at("a")).as("hit just now").isSameAs(first);
    }

    @Test
    void neverRetiresWhatTheRestOfAKindIsCountedUnder() {
        for (int i = 0; i < 5; i++) {
            orders.at("node-" + i).record(Ending.SUCCESS);
        }
        counters.none().record(Ending.SUCCESS);
        counters.take();
        passes(Duration.ofDays(1));
        counters.take();
        passes(Duration.ofDays(1));

        counters.none().record(Ending.SUCCESS);
        counters.other(HitKind.API).record(Ending.SUCCESS);
        assertThat(counters.take())
                .isEqualTo(Map.of(
                        CounterKey.of(HitKind.NONE, "-", "-", "-"), Counts.successes(1),
                        CounterKey.other(HitKind.API), Counts.successes(1)));
    }

    @Test
    void keepsNoRouteAndNoServiceThatNobodyHitsAnyMore() {
        CounterFamily route = counters.route("passing", "order");
        Counter node = counters.node("order", "a");
        route.at("a").record(Ending.SUCCESS);
        node.record(Ending.SUCCESS);
        counters.take();
        assertThat(counters.route("passing", "order")).isSameAs(route);

        passes(Duration.ofHours(1));
        counters.take();

        assertThat(counters.route("passing", "order")).isNotSameAs(route);
        assertThat(counters.node("order", "a")).isNotSameAs(node);
    }

    @Test
    void keepsARouteAsLongAsOneOfItsNodesIsHit() {
        CounterFamily route = counters.route("own", "order");
        route.at("a").record(Ending.SUCCESS);
        counters.take();
        passes(Duration.ofMinutes(40));
        route.at("b").record(Ending.SUCCESS);
        counters.take();
        passes(Duration.ofMinutes(40));
        counters.take();

        assertThat(counters.route("own", "order")).isSameAs(route);
    }

    @Test
    void keepsNoRouteThatThereIsNoRoomFor() {
        for (int i = 0; i < ROOM; i++) {
            orders.at("node-" + i).record(Ending.SUCCESS);
        }
        CounterFamily route = counters.route("one-more", "order");
        route.at("a").record(Ending.SUCCESS);

        assertThat(counters.route("one-more", "order")).isNotSameAs(route);
        assertThat(counters.take()).containsEntry(CounterKey.other(HitKind.ROUTE), Counts.successes(1));
    }

    @Test
    void givesTheRoomOfRetiredCountersToOthers() {
        for (int i = 0; i < ROOM + 1; i++) {
            orders.at("old-" + i).record(Ending.SUCCESS);
        }
        assertThat(counters.take()).containsKey(CounterKey.other(HitKind.API)).hasSize(ROOM + 1);
        passes(Duration.ofHours(1));

        await().until(() -> {
            System.gc();
            counters.take();
            return counters.size() == 0;
        });
        orders.at("new").record(Ending.SUCCESS);
        assertThat(counters.take()).isEqualTo(Map.of(on("new"), Counts.successes(1)));
    }

    @Test
    void losesNothingWhileCountersAreRetiredUnderTheirRecorders() {
        int each = 50_000;
        List<CompletableFuture<Void>> recorders = new ArrayList<>();
        for (int r = 0; r < 4; r++) {
            recorders.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < each; i++) {
                    orders.at("node-" + i % 5).record(Ending.SUCCESS);
                    counters.node("order", "node-" + i % 5).record(Ending.failure(Cause.STATUS));
                }
            }));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(recorders.toArray(CompletableFuture<?>[]::new));
        Map<HitKind, Counts> taken = new HashMap<>();
        boolean last;
        do {
            last = all.isDone();
            passes(Duration.ofHours(1));
            counters.take().forEach((key, delta) -> taken.merge(key.kind(), delta, Counts::plus));
        } while (!last);
        all.join();

        assertThat(taken)
                .isEqualTo(Map.of(
                        HitKind.API, Counts.successes(4L * each),
                        HitKind.NODE, Counts.failures(Cause.STATUS, 4L * each)));
    }
}
