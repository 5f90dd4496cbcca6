package io.tallygate.history.state;

import static io.tallygate.history.state.TestStreams.since;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.flush.Flaw;
import io.tallygate.history.state.PeriodState.Kind;
import io.tallygate.history.state.StateHistory.SeenStream;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import io.tallygate.window.Point;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class StateHistoryTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final Instant NOW = Instant.parse("2026-11-20T10:30:15Z");

    private final FakeStateStore store = new FakeStateStore();
    private final StateHistory history = at(NOW);

    private StateHistory at(Instant now) {
        return new StateHistory(store, CALENDAR, Clock.fixed(now, ZoneOffset.UTC), Duration.ofSeconds(4));
    }

    private static long second(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    private static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(Duration.ofSeconds(5)));
    }

    private RangeStates states(Granularity step, String from, String to) {
        return await(history.in(step, second(from), second(to)));
    }

    private static StateRun run(String from, String to, Kind kind, String... missing) {
        return new StateRun(second(from), second(to), kind, Set.of(missing), 0, 0);
    }

    @Test
    void cutsARangeIntoRuns() {
        store.told("a", "2026-11-20T10:02:30Z", "2026-11-20T10:30:14Z");
        store.told("b", "2026-11-20T10:00:00Z", "2026-11-20T10:05:20Z");

        assertThat(states(Granularity.WINDOW, "2026-11-20T09:58:00Z", "2026-11-20T10:31:00Z")
                        .runs())
                .containsExactly(
                        run("2026-11-20T09:58:00Z", "2026-11-20T10:00:00Z", Kind.ABSENT),
                        run("2026-11-20T10:00:00Z", "2026-11-20T10:05:00Z", Kind.COMPLETE),
                        run("2026-11-20T10:05:00Z", "2026-11-20T10:09:00Z", Kind.PARTIAL, "b"),
                        run("2026-11-20T10:09:00Z", "2026-11-20T10:30:00Z", Kind.COMPLETE),
                        run("2026-11-20T10:30:00Z", "2026-11-20T10:31:00Z", Kind.OPEN));
    }

    @Test
    void countsAFlawOfALongStretchOnce() {
        Period hour = CALENDAR.containing(Granularity.HOUR, second("2026-11-20T08:00:00Z"));
        Period window = CALENDAR.containing(Granularity.WINDOW, second("2026-11-20T08:10:00Z"));
        Period next = CALENDAR.containing(Granularity.WINDOW, second("2026-11-20T08:11:00Z"));
        store.records.add(since("a", "2026-11-20T01:00:00Z")
                .told("2026-11-20T10:30:00Z")
                .with(hour, new Flaw(100, 7))
                .with(window, new Flaw(5, 0))
                .with(next, new Flaw(5, 3))
                .record());

        assertThat(states(Granularity.WINDOW, "2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z")
                        .runs())
                .containsExactly(new StateRun(hour.from(), hour.to(), Kind.PARTIAL, Set.of(), 110, 10));
    }

    @Test
    void takesAnAbsentPeriodForPartialWhereThereAreHits() {
        Period period = CALENDAR.containing(Granularity.WINDOW, second("2026-11-20T10:01:00Z"));
        RangeStates states = states(Granularity.WINDOW, "2026-11-20T10:00:00Z", "2026-11-20T10:03:00Z");

        assertThat(states.ofPoint(period)).isEqualTo(Point.State.PARTIAL);
        assertThat(states.withHits(List.of(period.from() + 59)).runs())
                .extracting(StateRun::kind)
                .containsExactly(Kind.ABSENT, Kind.PARTIAL, Kind.ABSENT);
    }

    @Test
    void callsNothingCompleteOfWhichNothingIsKept() {
        store.told("a", "2026-01-01T00:00:00Z", "2026-11-20T10:30:14Z");
        assertThat(states(Granularity.WINDOW, "2026-11-13T10:29:00Z", "2026-11-13T10:33:00Z")
                        .runs())
                .containsExactly(
                        run("2026-11-13T10:29:00Z", "2026-11-13T10:31:00Z", Kind.ABSENT),
                        run("2026-11-13T10:31:00Z", "2026-11-13T10:33:00Z", Kind.COMPLETE));
    }

    @Test
    void keepsTheStatesOfHoursAndDaysForTheTimeAfterTheRecords() {
        store.told("a", "2026-11-11T12:30:00Z", "2026-11-20T10:30:14Z");
        store.told("b", "2026-11-11T12:30:00Z", "2026-11-12T04:20:10Z");
        await(history.keep().thenReturn(true));
        store.records.remove(1);

        assertThat(states(Granularity.DAY, "2026-11-12T00:00:00Z", "2026-11-13T00:00:00Z")
                        .runs())
                .as("while the records are there, they count")
                .containsExactly(run("2026-11-12T00:00:00Z", "2026-11-13T00:00:00Z", Kind.COMPLETE));

        StateHistory later = at(NOW.plus(Duration.ofDays(12)));
        assertThat(await(later.in(Granularity.DAY, second("2026-11-11T00:00:00Z"), second("2026-11-14T00:00:00Z")))
                        .runs())
                .containsExactly(
                        run("2026-11-11T00:00:00Z", "2026-11-12T00:00:00Z", Kind.ABSENT),
                        run("2026-11-12T00:00:00Z", "2026-11-13T00:00:00Z", Kind.PARTIAL, "b"),
                        run("2026-11-13T00:00:00Z", "2026-11-14T00:00:00Z", Kind.COMPLETE));
        assertThat(await(later.in(Granularity.HOUR, second("2026-11-12T03:00:00Z"), second("2026-11-12T06:00:00Z")))
                        .runs())
                .containsExactly(
                        run("2026-11-12T03:00:00Z", "2026-11-12T04:00:00Z", Kind.COMPLETE),
                        run("2026-11-12T04:00:00Z", "2026-11-12T05:00:00Z", Kind.PARTIAL, "b"),
                        run("2026-11-12T05:00:00Z", "2026-11-12T06:00:00Z", Kind.COMPLETE));
    }

    @Test
    void keepsAgainOnlyWhatHasChanged() {
        store.told("a", "2026-11-20T06:30:00Z", "2026-11-20T10:30:14Z");
        store.told("b", "2026-11-20T06:30:00Z", "2026-11-20T08:30:10Z");
        await(history.keep().thenReturn(true));
        assertThat(store.calls).hasSize(1);
        assertThat(store.kept.get(Granularity.HOUR)).hasSize(4);

        await(history.keep().thenReturn(true));
        assertThat(store.calls).hasSize(1);

        store.records.remove(1);
        store.told("b", "2026-11-20T06:30:00Z", "2026-11-20T10:30:10Z");
        await(history.keep().thenReturn(true));
        assertThat(store.calls.get(1)).isEqualTo(Map.of(second("2026-11-20T08:00:00Z"), PeriodState.COMPLETE));
    }

    @Test
    void doesNotKeepWhatIsNotFinal() {
        store.told("a", "2026-11-20T10:10:00Z", "2026-11-20T10:30:14Z");
        await(history.keep().thenReturn(true));
        assertThat(store.calls).isEmpty();
    }

    @Test
    void tellsWhatBecameOfStreams() {
        store.told("counting", "2026-11-20T06:30:00Z", "2026-11-20T10:30:11Z");
        store.told("silent", "2026-11-20T06:30:00Z", "2026-11-20T10:30:10Z");
        store.told("late", "2026-11-20T06:30:00Z", "2026-11-20T10:27:15.001Z");
        store.told("dead", "2026-11-20T06:30:00Z", "2026-11-20T10:27:15Z");
        store.records.add(since("left", "2026-11-20T06:30:00Z")
                .left("2026-11-20T10:30:00Z")
                .record());

        assertThat(await(history.streams()))
                .extracting(SeenStream::state)
                .containsExactly(
                        StreamRecord.State.COUNTING,
                        StreamRecord.State.SILENT,
                        StreamRecord.State.SILENT,
                        StreamRecord.State.PRESUMED_DEAD,
                        StreamRecord.State.LEFT);
    }
}
