package io.tallygate.history.state;

import static io.tallygate.history.state.TestStreams.millis;
import static io.tallygate.history.state.TestStreams.since;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.flush.Flaw;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeriodStatesTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final Duration SLACK = Duration.ofSeconds(4);

    private static Period period(Granularity granularity, String instant) {
        return CALENDAR.containing(granularity, Instant.parse(instant).getEpochSecond());
    }

    private static Period window(String time) {
        return period(Granularity.WINDOW, "2026-11-20T" + time + "Z");
    }

    private static PeriodState state(String now, Period period, TestStreams... streams) {
        List<StreamRecord> records =
                Arrays.stream(streams).map(TestStreams::record).toList();
        return new PeriodStates(records, CALENDAR, period.granularity(), SLACK, millis("2026-11-20T" + now + "Z"))
                .of(period);
    }

    private static TestStreams stream(String name, String since) {
        return since(name, "2026-11-20T" + since + "Z");
    }

    private static TestStreams told(String name, String time) {
        return stream(name, "10:00:00").told("2026-11-20T" + time + "Z");
    }

    private static TestStreams left(String name, String time) {
        return stream(name, "10:00:00").left("2026-11-20T" + time + "Z");
    }

    private static PeriodState missing(String... names) {
        return PeriodState.partial(Set.of(names), Map.of());
    }

    @Test
    void isAbsentWhereNobodyCounted() {
        assertThat(state("10:20:00", window("10:10:00"))).isEqualTo(PeriodState.ABSENT);
        assertThat(state("10:20:00", window("10:10:00"), stream("late", "10:11:00")))
                .isEqualTo(PeriodState.ABSENT);
        assertThat(state("10:20:00", window("10:10:00"), left("gone", "10:10:00")))
                .isEqualTo(PeriodState.ABSENT);
        assertThat(state("10:20:00", window("10:10:00"), told("dead", "10:07:00")))
                .isEqualTo(PeriodState.ABSENT);
    }

    @Test
    void isOpenUntilItHasEnded() {
        TestStreams counting = told("a", "10:10:58");
        assertThat(state("10:10:59.999", window("10:10:00"), counting)).isEqualTo(PeriodState.OPEN);
        assertThat(state("10:10:59.999", period(Granularity.HOUR, "2026-11-20T10:00:00Z"), counting))
                .isEqualTo(PeriodState.OPEN);
        assertThat(state("10:10:59.999", period(Granularity.DAY, "2026-11-20T00:00:00Z"), counting))
                .isEqualTo(PeriodState.OPEN);
    }

    @Test
    void staysOpenALittleLongerForThoseThatHaveNotReported() {
        TestStreams one = told("a", "10:11:00");
        TestStreams other = told("b", "10:10:59.999");
        assertThat(state("10:11:03.999", window("10:10:00"), one, other)).isEqualTo(PeriodState.OPEN);
        assertThat(state("10:11:04", window("10:10:00"), one, other)).isEqualTo(missing("b"));
    }

    @Test
    void isCompleteAsSoonAsAllHaveToldOfIt() {
        assertThat(state("10:11:00.010", window("10:10:00"), told("a", "10:11:00"), told("b", "10:11:00.005")))
                .isEqualTo(PeriodState.COMPLETE);
    }

    @Test
    void doesNotWaitForThoseThatLeft() {
        assertThat(state("10:11:01", window("10:10:00"), told("a", "10:11:00"), left("b", "10:10:30")))
                .isEqualTo(PeriodState.COMPLETE);
        assertThat(state("10:10:31", window("10:10:00"), left("b", "10:10:30"))).isEqualTo(PeriodState.OPEN);
    }

    @Test
    void isCompleteWhateverHappensToAStreamLater() {
        assertThat(state("23:00:00", window("10:10:00"), told("dead", "10:11:30")))
                .isEqualTo(PeriodState.COMPLETE);
    }

    @Test
    void missesASilentStreamForThreeWindowsAndThenPresumesItDead() {
        TestStreams living = told("a", "10:59:00");
        TestStreams killed = told("b", "10:10:30");
        for (String window : List.of("10:10:00", "10:11:00", "10:12:00", "10:13:00")) {
            assertThat(state("10:59:00", window(window), living, killed)).isEqualTo(missing("b"));
        }
        assertThat(state("10:59:00", window("10:09:00"), living, killed)).isEqualTo(PeriodState.COMPLETE);
        assertThat(state("10:59:00", window("10:14:00"), living, killed)).isEqualTo(PeriodState.COMPLETE);
        assertThat(state("10:59:00", window("10:14:00"), killed)).isEqualTo(PeriodState.ABSENT);
    }

    @Test
    void missesAStreamInTheHourAndTheDayInWhichItWasKilled() {
        TestStreams killed = told("b", "10:10:30");
        TestStreams living = told("a", "12:00:00");
        assertThat(state("12:00:00", period(Granularity.HOUR, "2026-11-20T10:00:00Z"), living, killed))
                .isEqualTo(missing("b"));
        assertThat(state("12:00:00", period(Granularity.HOUR, "2026-11-20T11:00:00Z"), living, killed))
                .isEqualTo(PeriodState.COMPLETE);
    }

    @Test
    void looksAgainAtAStreamThatIsBack() {
        TestStreams back = stream("b", "10:00:00").told("2026-11-20T10:10:00Z", "2026-11-20T10:30:00Z");
        assertThat(state("10:30:01", window("10:20:00"), told("a", "10:30:00"), back))
                .isEqualTo(missing("b"));
        assertThat(state("10:30:02", window("10:20:00"), told("a", "10:30:00"), told("b", "10:30:01")))
                .isEqualTo(PeriodState.COMPLETE);
    }

    @Test
    void namesInstancesOfOneNameOnce() {
        assertThat(state(
                        "10:12:00",
                        window("10:10:00"),
                        told("a", "10:10:30"),
                        told("a", "10:10:40"),
                        told("c", "10:09:00")))
                .isEqualTo(missing("a", "c"));
    }

    @Test
    void isPartialWhereverHitsMayHaveBeenLost() {
        for (Granularity declared : Granularity.values()) {
            Period of = period(declared, "2026-11-20T10:10:00Z");
            TestStreams stream = told("a", "23:59:00").with(of, new Flaw(5, 0));
            for (Granularity step : Granularity.values()) {
                PeriodState state =
                        state("23:59:00", period(step, "2026-11-20T10:10:00Z"), stream.told("2026-11-21T00:00:00Z"));
                assertThat(state.kind())
                        .as("%s of a loss in a %s", step, declared)
                        .isEqualTo(step == Granularity.DAY ? PeriodState.Kind.OPEN : PeriodState.Kind.PARTIAL);
            }
        }
    }

    /** A stream that Redis had forgotten is known to count from then on only; what it declares is from before that. */
    @Test
    void isPartialWhereALossWasDeclaredOfATimeBeforeTheStreamIsKnownToCount() {
        TestStreams forgotten =
                stream("a", "10:30:00").told("2026-11-20T12:00:00Z").with(window("10:10:00"), new Flaw(5, 0));
        PeriodState lost = PeriodState.partial(Set.of(), Map.of(window("10:10:00"), new Flaw(5, 0)));
        assertThat(state("12:00:00", window("10:10:00"), forgotten)).isEqualTo(lost);
        assertThat(state("12:00:00", window("10:10:00"), forgotten, told("b", "12:00:00")))
                .isEqualTo(lost);
        assertThat(state("12:00:00", window("10:11:00"), forgotten)).isEqualTo(PeriodState.ABSENT);

        Period hour = period(Granularity.HOUR, "2026-11-20T09:00:00Z");
        TestStreams ofHour =
                stream("a", "10:30:00").told("2026-11-20T12:00:00Z").with(hour, new Flaw(5, 0));
        PeriodState lostInTheHour = PeriodState.partial(Set.of(), Map.of(hour, new Flaw(5, 0)));
        assertThat(state("12:00:00", hour, ofHour)).isEqualTo(lostInTheHour);
        assertThat(state("12:00:00", window("09:10:00"), ofHour)).isEqualTo(lostInTheHour);
    }

    @Test
    void isPartialWhereALossWasDeclaredAfterTheLastReport() {
        TestStreams gone = left("a", "10:29:59.990").with(window("10:30:00"), new Flaw(2, 0));
        assertThat(state("12:00:00", window("10:30:00"), gone).kind()).isEqualTo(PeriodState.Kind.PARTIAL);
    }

    @Test
    void addsLossesInFinerPeriodsUp() {
        TestStreams stream = told("a", "12:00:00")
                .with(window("10:10:00"), new Flaw(5, 0))
                .with(window("10:20:00"), new Flaw(2, 100))
                .with(window("10:30:00"), new Flaw(0, 100));
        TestStreams other = told("b", "12:00:00").with(window("10:10:00"), new Flaw(1, 0));
        Period hour = period(Granularity.HOUR, "2026-11-20T10:00:00Z");

        assertThat(state("12:00:00", hour, stream, other))
                .isEqualTo(PeriodState.partial(Set.of(), Map.of(hour, new Flaw(8, 0))));
        assertThat(state("12:00:00", window("10:10:00"), stream, other))
                .isEqualTo(PeriodState.partial(Set.of(), Map.of(window("10:10:00"), new Flaw(6, 0))));
        assertThat(state("12:00:00", window("10:11:00"), stream, other)).isEqualTo(PeriodState.COMPLETE);
    }

    @Test
    void isPartialWhereHitsAreCountedInTheHourOnlyAndTheHourIsComplete() {
        Period hour = period(Granularity.HOUR, "2026-11-20T10:00:00Z");
        TestStreams ofWindow = told("a", "12:00:00").with(window("10:10:00"), new Flaw(0, 7));
        assertThat(state("12:00:00", window("10:10:00"), ofWindow).kind()).isEqualTo(PeriodState.Kind.PARTIAL);
        assertThat(state("12:00:00", window("10:11:00"), ofWindow)).isEqualTo(PeriodState.COMPLETE);
        assertThat(state("12:00:00", hour, ofWindow)).isEqualTo(PeriodState.COMPLETE);

        TestStreams ofHour = told("a", "12:00:00").with(hour, new Flaw(0, 7));
        assertThat(state("12:00:00", window("10:11:00"), ofHour))
                .isEqualTo(PeriodState.partial(Set.of(), Map.of(hour, new Flaw(0, 7))));
        assertThat(state("12:00:00", hour, ofHour).kind()).isEqualTo(PeriodState.Kind.PARTIAL);
        assertThat(state("12:00:00", window("11:00:00"), ofHour)).isEqualTo(PeriodState.COMPLETE);
    }

    @Test
    void looksAtFlawsOfCoarserPeriodsOnlyUntilTheirStreamLeft() {
        Period day = period(Granularity.DAY, "2026-11-20T00:00:00Z");
        TestStreams gone = left("b", "10:30:00").with(day, new Flaw(5, 0));
        assertThat(state("12:00:00", window("10:20:00"), told("a", "12:00:00"), gone)
                        .kind())
                .isEqualTo(PeriodState.Kind.PARTIAL);
        assertThat(state("12:00:00", window("11:00:00"), told("a", "12:00:00"), gone))
                .isEqualTo(PeriodState.COMPLETE);
    }
}
