package io.tallygate.window;

import static io.tallygate.window.Granularity.DAY;
import static io.tallygate.window.Granularity.HOUR;
import static io.tallygate.window.Granularity.WINDOW;
import static io.tallygate.window.Point.State.COMPLETE;
import static io.tallygate.window.Point.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.hit.Cause;
import io.tallygate.hit.Counts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RollupTest {

    private static final List<Cause> CAUSES = List.of(Cause.values());
    private static final Calendar BERLIN = new Calendar(Duration.ofMinutes(1), ZoneId.of("Europe/Berlin"));

    @Test
    void addsEntriesOfOnePeriodUp() {
        Rollup rollup = new Rollup(BERLIN, HOUR);
        rollup.add(new Entry(7260, Counts.successes(5)));
        rollup.add(new Entry(3600, Counts.successes(1)));
        rollup.add(new Entry(3660, Counts.failures(Cause.STATUS, 2)));
        rollup.add(new Entry(3600, Counts.successes(3)));

        assertThat(rollup.points(period -> period.from() == 7200 ? OPEN : COMPLETE))
                .containsExactly(
                        new Point(
                                new Period(HOUR, 3600, 7200), new Counts(4, 2, 0, Map.of(Cause.STATUS, 2L)), COMPLETE),
                        new Point(new Period(HOUR, 7200, 10_800), Counts.successes(5), OPEN));
        assertThat(rollup.total()).isEqualTo(new Counts(9, 2, 0, Map.of(Cause.STATUS, 2L)));
    }

    @Test
    void addsEntriesUpIntoTheDaysOfTheZone() {
        Rollup rollup = new Rollup(BERLIN, DAY);
        rollup.add(new Entry(at("2026-10-24T21:59:00Z"), Counts.successes(1)));
        rollup.add(new Entry(at("2026-10-24T22:00:00Z"), Counts.successes(2)));
        rollup.add(new Entry(at("2026-10-25T22:59:00Z"), Counts.successes(4)));
        rollup.add(new Entry(at("2026-10-25T23:00:00Z"), Counts.successes(8)));

        assertThat(points(rollup)).extracting(point -> point.counts().success()).containsExactly(1L, 6L, 8L);
        assertThat(points(rollup).get(1).period())
                .isEqualTo(new Period(DAY, at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z")));
    }

    @Test
    void hasNoPointWhereThereIsNoEntry() {
        Rollup rollup = new Rollup(BERLIN, HOUR);
        assertThat(points(rollup)).isEmpty();
        assertThat(rollup.total()).isEqualTo(Counts.ZERO);

        rollup.add(new Entry(0, Counts.ZERO));
        rollup.add(new Entry(36_000, Counts.successes(1)));
        assertThat(points(rollup)).extracting(point -> point.period().from()).containsExactly(0L, 36_000L);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameInAnyOrder(Granularity step) {
        List<Entry> entries = new ArrayList<>(manyEntries(new Random(1)));
        Rollup inOrder = rollup(step, entries);

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(entries, new Random(seed));
            Rollup shuffled = rollup(step, entries);
            assertThat(points(shuffled)).as("seed %d", seed).isEqualTo(points(inOrder));
            assertThat(shuffled.total()).as("seed %d", seed).isEqualTo(inOrder.total());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void givesTheSameDaysThroughHoursAsStraight(int seed) {
        List<Entry> entries = manyEntries(new Random(seed));
        List<Entry> windows = entriesOf(rollup(WINDOW, entries));
        List<Entry> hours = entriesOf(rollup(HOUR, windows));

        assertThat(points(rollup(DAY, hours))).isEqualTo(points(rollup(DAY, windows)));
        assertThat(rollup(HOUR, windows).total()).isEqualTo(total(entries));
        assertThat(rollup(DAY, hours).total()).isEqualTo(total(entries));
    }

    /** Hits of four days around the end of summer time. */
    private static List<Entry> manyEntries(Random random) {
        long first = at("2026-10-23T00:00:00Z");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            long failures = random.nextInt(3);
            Cause cause = CAUSES.get(random.nextInt(CAUSES.size()));
            entries.add(new Entry(
                    first + 60L * random.nextInt(4 * 24 * 60),
                    new Counts(random.nextInt(100), failures, random.nextInt(2), Map.of(cause, failures))));
        }
        return entries;
    }

    private static long at(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    private static Rollup rollup(Granularity step, List<Entry> entries) {
        Rollup rollup = new Rollup(BERLIN, step);
        entries.forEach(entry -> rollup.add(entry));
        return rollup;
    }

    private static List<Entry> entriesOf(Rollup rollup) {
        return points(rollup).stream()
                .map(point -> new Entry(point.period().from(), point.counts()))
                .toList();
    }

    private static Counts total(List<Entry> entries) {
        return entries.stream().map(Entry::counts).reduce(Counts.ZERO, Counts::plus);
    }

    private static List<Point> points(Rollup rollup) {
        return rollup.points(period -> COMPLETE);
    }
}
