package io.tallygate.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ClosingTest {

    private static final Period WINDOW = new Period(Granularity.WINDOW, 0, 60);
    private static final Period DAY = new Period(Granularity.DAY, 0, 86400);

    private final List<CounterKey> live = new ArrayList<>(IntStream.range(0, 25)
            .mapToObj(i -> CounterKey.of(HitKind.API, "rule-" + i, "order", "a"))
            .toList());
    private final List<String> calls = new ArrayList<>();
    private int callsUntilFailure = Integer.MAX_VALUE;

    private class Store implements SnapshotStore {
        private final List<Period> due;

        Store(Period... due) {
            this.due = List.of(due);
        }

        @Override
        public Mono<Long> reportedUntil() {
            return Mono.just(7L);
        }

        @Override
        public Mono<List<Period>> due(int shard, Duration grace, long reportedUntil) {
            calls.add("due " + shard + " " + grace.toSeconds() + " " + reportedUntil);
            return Mono.just(shard == 1 ? due : List.of());
        }

        @Override
        public Mono<List<CounterKey>> live(int shard, Period period, int limit) {
            return Mono.fromSupplier(() -> List.copyOf(live.subList(0, Math.min(limit, live.size()))));
        }

        @Override
        public Mono<Long> close(int shard, Period period, List<CounterKey> counters) {
            return Mono.fromSupplier(() -> {
                if (calls.size() == callsUntilFailure) {
                    throw new IllegalStateException("away");
                }
                calls.add("close " + shard + " " + period.format() + " " + counters.size());
                live.removeAll(counters);
                return (long) live.size();
            });
        }

        @Override
        public Mono<Long> forgetOld(int shard) {
            calls.add("forget " + shard);
            return Mono.just(0L);
        }
    }

    @Test
    void closesInChunksUntilNothingIsLeft() {
        Closing.Closed closed = new Closing(new Store(WINDOW), 2, Duration.ofSeconds(2), 10).closeDue();
        assertThat(calls)
                .containsExactly("due 0 2 7", "due 1 2 7", "close 1 w:0 10", "close 1 w:0 10", "close 1 w:0 5");
        assertThat(closed).isEqualTo(new Closing.Closed(1, 25));
    }

    @Test
    void forgetsOldCountersWhenADayIsClosed() {
        new Closing(new Store(DAY), 2, Duration.ofSeconds(2), 100).closeDue();
        assertThat(calls).containsExactly("due 0 2 7", "due 1 2 7", "close 1 d:0 25", "forget 1");
    }

    @Test
    void tidiesUpAPeriodInWhichNothingIsLeft() {
        live.clear();
        new Closing(new Store(WINDOW), 2, Duration.ofSeconds(2), 10).closeDue();
        assertThat(calls).containsExactly("due 0 2 7", "due 1 2 7", "close 1 w:0 0");
    }

    @Test
    void closesInTheOrderInWhichPeriodsAreDue() {
        Period hour = new Period(Granularity.HOUR, 0, 3600);
        new Closing(new Store(WINDOW, hour, DAY), 2, Duration.ofSeconds(2), 100).closeDue();
        assertThat(calls)
                .containsExactly(
                        "due 0 2 7", "due 1 2 7", "close 1 w:0 25", "close 1 h:0 0", "close 1 d:0 0", "forget 1");
    }

    @Test
    void goesOnWithTheOtherShardsWhereOneFails() {
        SnapshotStore store = new Store(WINDOW) {
            @Override
            public Mono<List<Period>> due(int shard, Duration grace, long reportedUntil) {
                return shard == 0
                        ? Mono.error(new IllegalStateException("away"))
                        : super.due(shard, grace, reportedUntil);
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> new Closing(store, 2, Duration.ofSeconds(2), 100).closeDue())
                .withMessage("away");
        assertThat(live).isEmpty();
    }

    @Test
    void givesUpAPeriodOfWhichNothingCanBeMoved() {
        SnapshotStore lagging = new Store(WINDOW) {
            @Override
            public Mono<List<CounterKey>> live(int shard, Period period, int limit) {
                return Mono.just(List.of());
            }
        };
        new Closing(lagging, 2, Duration.ofSeconds(2), 10).closeDue();
        assertThat(calls).containsExactly("due 0 2 7", "due 1 2 7", "close 1 w:0 0", "close 1 w:0 0");
    }

    @Test
    void leavesTheRestToTheNextRoundWhereTheStoreFails() {
        Closing closing = new Closing(new Store(WINDOW), 2, Duration.ofSeconds(2), 10);
        callsUntilFailure = 4;
        assertThatIllegalStateException().isThrownBy(closing::closeDue).withMessage("away");
        assertThat(live).hasSize(5);

        callsUntilFailure = Integer.MAX_VALUE;
        calls.clear();
        closing.closeDue();
        assertThat(calls).containsExactly("due 0 2 7", "due 1 2 7", "close 1 w:0 5");
    }
}
