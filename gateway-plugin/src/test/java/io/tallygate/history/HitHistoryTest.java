package io.tallygate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tallygate.history.HitSeries.NodeSeries;
import io.tallygate.history.state.FakeStateStore;
import io.tallygate.history.state.PeriodState.Kind;
import io.tallygate.history.state.StateHistory;
import io.tallygate.history.state.StateRun;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Point;
import io.tallygate.window.Point.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class HitHistoryTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final Instant NOW = Instant.parse("2026-11-20T10:30:15Z");
    private static final CounterKey ON_1 = CounterKey.of(HitKind.API, "orders", "order", "order-1");
    private static final CounterKey ON_2 = CounterKey.of(HitKind.API, "orders", "order", "order-2");
    private static final CounterKey AS_HEADER = CounterKey.of(HitKind.HEADER, "orders", "order", "order-1");

    private final FakeHistoryStore store = new FakeHistoryStore();
    private final FakeStateStore streams = new FakeStateStore();
    private final HitHistory history = new HitHistory(
            store,
            new StateHistory(streams, CALENDAR, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(4)),
            CALENDAR);

    private static Range last(Granularity step) {
        return Range.of(CALENDAR, step, null, null, NOW);
    }

    private static HitSeries read(Mono<HitSeries> series) {
        return Objects.requireNonNull(series.block(Duration.ofSeconds(5)));
    }

    private static Point point(Granularity step, String second, Counts counts, State state) {
        return new Point(CALENDAR.containing(step, Instant.parse(second).getEpochSecond()), counts, state);
    }

    @Test
    void addsTheNodesOfARuleUpAndShowsThemApart() {
        streams.told("a", "2026-11-20T01:00:00Z", "2026-11-20T10:30:14Z");
        store.closed(Granularity.WINDOW, ON_1, "2026-11-20T10:10:00Z", Counts.successes(3));
        store.closed(Granularity.WINDOW, ON_2, "2026-11-20T10:10:00Z", Counts.failures(Cause.TIMEOUT, 2));
        store.live(ON_2, "2026-11-20T10:30:00Z", Counts.successes(4));

        HitSeries series = read(history.ofRule("orders", last(Granularity.WINDOW)));

        Counts first = new Counts(3, 2, 0, Map.of(Cause.TIMEOUT, 2L));
        assertThat(series.points())
                .containsExactly(
                        point(Granularity.WINDOW, "2026-11-20T10:10:00Z", first, State.COMPLETE),
                        point(Granularity.WINDOW, "2026-11-20T10:30:00Z", Counts.successes(4), State.OPEN));
        assertThat(series.totals()).isEqualTo(new Counts(7, 2, 0, Map.of(Cause.TIMEOUT, 2L)));
        assertThat(series.nodes())
                .extracting(NodeSeries::node, NodeSeries::totals)
                .containsExactly(
                        tuple("order-1", Counts.successes(3)),
                        tuple("order-2", new Counts(4, 2, 0, Map.of(Cause.TIMEOUT, 2L))));
        assertThat(series.known()).isTrue();
    }

    @Test
    void addsWhatIsLiveIntoTheHourInProgress() {
        streams.told("a", "2026-11-20T01:00:00Z", "2026-11-20T10:30:14Z");
        store.closed(Granularity.WINDOW, ON_1, "2026-11-20T10:10:00Z", Counts.successes(100));
        store.closed(Granularity.HOUR, ON_1, "2026-11-20T09:00:00Z", Counts.successes(1));
        store.live(ON_1, "2026-11-20T10:00:00Z", Counts.successes(2));
        store.live(ON_1, "2026-11-20T10:29:00Z", Counts.successes(4));

        assertThat(read(history.ofRule("orders", last(Granularity.HOUR))).points())
                .containsExactly(
                        point(Granularity.HOUR, "2026-11-20T09:00:00Z", Counts.successes(1), State.COMPLETE),
                        point(Granularity.HOUR, "2026-11-20T10:00:00Z", Counts.successes(6), State.OPEN));
    }

    @Test
    void saysOfEachPeriodWhetherItsHitsAreAllThere() {
        streams.told("a", "2026-11-20T09:50:00Z", "2026-11-20T10:12:20Z");
        store.closed(Granularity.WINDOW, ON_1, "2026-11-20T09:40:00Z", Counts.successes(1));
        store.closed(Granularity.WINDOW, ON_1, "2026-11-20T10:10:00Z", Counts.successes(2));
        store.live(ON_1, "2026-11-20T10:12:00Z", Counts.successes(4));

        HitSeries series = read(history.ofRule("orders", last(Granularity.WINDOW)));

        assertThat(series.points())
                .extracting(Point::state)
                .containsExactly(State.PARTIAL, State.COMPLETE, State.PARTIAL);
        assertThat(series.windows())
                .extracting(
                        StateRun::kind, run -> Instant.ofEpochSecond(run.to()).toString())
                .containsExactly(
                        tuple(Kind.ABSENT, "2026-11-20T09:40:00Z"),
                        tuple(Kind.PARTIAL, "2026-11-20T09:41:00Z"),
                        tuple(Kind.ABSENT, "2026-11-20T09:50:00Z"),
                        tuple(Kind.COMPLETE, "2026-11-20T10:12:00Z"),
                        tuple(Kind.PARTIAL, "2026-11-20T10:16:00Z"),
                        tuple(Kind.ABSENT, "2026-11-20T10:31:00Z"));
        assertThat(series.nodes().get(0).points()).isEqualTo(series.points());
    }

    /** A node's first hits, and the report that makes their window complete, may come while a series is read. */
    @Test
    void callsNothingCompleteOfWhichItDoesNotKnowAllCounters() {
        streams.told("a", "2026-11-20T01:00:00Z", "2026-11-20T10:30:14Z");
        store.closed(Granularity.WINDOW, ON_1, "2026-11-20T10:10:00Z", Counts.successes(3));
        streams.beforeNext(() -> store.closed(Granularity.WINDOW, ON_2, "2026-11-20T10:10:00Z", Counts.successes(2)));

        assertThat(read(history.ofRule("orders", last(Granularity.WINDOW))).points())
                .containsExactly(
                        point(Granularity.WINDOW, "2026-11-20T10:10:00Z", Counts.successes(5), State.COMPLETE));
    }

    @Test
    void goesOnWithARuleWhoseStrategyWasChanged() {
        store.closed(Granularity.HOUR, ON_1, "2026-11-20T08:00:00Z", Counts.successes(1));
        store.closed(Granularity.HOUR, AS_HEADER, "2026-11-20T09:00:00Z", Counts.successes(2));

        HitSeries series = read(history.ofRule("orders", last(Granularity.HOUR)));

        assertThat(series.totals()).isEqualTo(Counts.successes(3));
        assertThat(series.nodes()).hasSize(1);
        assertThat(store.asked)
                .as("one call for each shard")
                .containsExactlyInAnyOrder(List.of(ON_1), List.of(AS_HEADER));
    }

    @Test
    void keepsToTheRange() {
        store.closed(Granularity.HOUR, ON_1, "2026-11-19T09:00:00Z", Counts.successes(1));
        store.closed(Granularity.HOUR, ON_1, "2026-11-19T10:00:00Z", Counts.successes(2));
        store.closed(Granularity.HOUR, ON_1, "2026-11-20T11:00:00Z", Counts.successes(4));

        assertThat(read(history.ofRule("orders", last(Granularity.HOUR))).totals())
                .isEqualTo(Counts.successes(2));
    }

    @Test
    void tellsARuleWithoutHitsInTheRangeFromOneThatIsUnknown() {
        store.closed(Granularity.HOUR, ON_1, "2025-01-01T09:00:00Z", Counts.successes(1));

        HitSeries known = read(history.ofRule("orders", last(Granularity.HOUR)));
        HitSeries unknown = read(history.ofRule("order", last(Granularity.HOUR)));

        assertThat(known.known()).isTrue();
        assertThat(unknown.known()).isFalse();
        assertThat(List.of(known, unknown)).allSatisfy(series -> {
            assertThat(series.points()).isEmpty();
            assertThat(series.totals()).isEqualTo(Counts.ZERO);
        });
    }

    @Test
    void readsRoutesAndNodesByTheirNamesOnly() {
        store.closed(Granularity.HOUR, ON_1, "2026-11-20T09:00:00Z", Counts.successes(1));
        store.closed(
                Granularity.HOUR,
                CounterKey.of(HitKind.ROUTE, "orders", "order", "order-1"),
                "2026-11-20T09:00:00Z",
                Counts.successes(2));
        store.closed(
                Granularity.HOUR, CounterKey.ofNode("order", "order-1"), "2026-11-20T09:00:00Z", Counts.successes(4));
        store.closed(
                Granularity.HOUR, CounterKey.ofNode("order", "order-10"), "2026-11-20T09:00:00Z", Counts.successes(8));

        assertThat(read(history.ofRoute("orders", last(Granularity.HOUR))).totals())
                .isEqualTo(Counts.successes(2));
        assertThat(read(history.ofNode("order", "order-1", last(Granularity.HOUR)))
                        .totals())
                .isEqualTo(Counts.successes(4));
    }

    @Test
    void keepsNodesApartWhoseNamesRunTogether() {
        store.live(CounterKey.of(HitKind.API, "orders", "a, b", "c"), "2026-11-20T10:30:00Z", Counts.successes(1));
        store.live(CounterKey.of(HitKind.API, "orders", "a", "b, c"), "2026-11-20T10:30:00Z", Counts.successes(2));

        assertThat(read(history.ofRule("orders", last(Granularity.HOUR))).nodes())
                .extracting(NodeSeries::service, NodeSeries::node, NodeSeries::totals)
                .containsExactly(tuple("a", "b, c", Counts.successes(2)), tuple("a, b", "c", Counts.successes(1)));
    }

    @Test
    void refusesMorePointsOfMoreNodesThanAnAnswerHolds() {
        for (int i = 0; i < 26; i++) {
            CounterKey node = CounterKey.of(HitKind.API, "orders", "order", "order-" + i);
            store.closed(Granularity.WINDOW, node, "2026-11-20T10:10:00Z", Counts.successes(1));
        }
        Range longest = Range.of(CALENDAR, Granularity.WINDOW, NOW.minus(Duration.ofMinutes(19_900)), NOW, NOW);

        assertThatThrownBy(() -> history.ofRule("orders", longest).block(Duration.ofSeconds(5)))
                .isInstanceOf(TooLongException.class)
                .hasMessage("the range holds 19901 points of step window of each of 26 counters, and one answer at most"
                        + " 500000 in all; ask for a shorter range or a larger step");
        assertThat(store.asked).isEmpty();
    }
}
