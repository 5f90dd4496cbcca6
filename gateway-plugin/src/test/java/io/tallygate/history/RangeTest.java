package io.tallygate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RangeTest {

    private static final Calendar UTC = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final Calendar BERLIN = new Calendar(Duration.ofMinutes(1), ZoneId.of("Europe/Berlin"));
    private static final Instant NOW = Instant.parse("2026-11-20T10:30:15Z");

    private static Range range(Granularity step, @Nullable String from, @Nullable String to) {
        return Range.of(
                UTC, step, from == null ? null : Instant.parse(from), to == null ? null : Instant.parse(to), NOW);
    }

    private static Range of(Granularity step, String from, String to) {
        return new Range(
                step, Instant.parse(from).getEpochSecond(), Instant.parse(to).getEpochSecond());
    }

    @ParameterizedTest
    @CsvSource({
        "WINDOW, 2026-11-20T09:30:00Z, 2026-11-20T10:31:00Z",
        "HOUR,   2026-11-19T10:00:00Z, 2026-11-20T11:00:00Z",
        "DAY,    2026-10-21T00:00:00Z, 2026-11-21T00:00:00Z",
    })
    void endsWithThePointInProgressUnlessToldOtherwise(Granularity step, String from, String to) {
        assertThat(range(step, null, null)).isEqualTo(of(step, from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "WINDOW, 2026-11-01T10:10:10Z, 2026-11-01T10:12:10Z, 2026-11-01T10:10:00Z, 2026-11-01T10:13:00Z",
        "WINDOW, 2026-11-01T10:10:00Z, 2026-11-01T10:12:00Z, 2026-11-01T10:10:00Z, 2026-11-01T10:12:00Z",
        "WINDOW, 2026-11-01T10:10:00Z, 2026-11-01T10:12:00.001Z, 2026-11-01T10:10:00Z, 2026-11-01T10:13:00Z",
        "HOUR,   2026-11-01T10:10:10Z, 2026-11-01T12:00:01Z, 2026-11-01T10:00:00Z, 2026-11-01T13:00:00Z",
        "DAY,    2026-11-01T10:10:10Z, 2026-11-03T00:00:00Z, 2026-11-01T00:00:00Z, 2026-11-03T00:00:00Z",
    })
    void coversWholePoints(Granularity step, String from, String to, String first, String end) {
        assertThat(range(step, from, to)).isEqualTo(of(step, first, end));
    }

    @Test
    void countsTheDefaultLengthBackFromItsEnd() {
        assertThat(range(Granularity.WINDOW, null, "2026-11-01T10:12:00Z"))
                .isEqualTo(of(Granularity.WINDOW, "2026-11-01T09:11:00Z", "2026-11-01T10:12:00Z"));
    }

    @Test
    void coversTheDaysOfTheZoneThroughDaylightSaving() {
        Range range = Range.of(
                BERLIN,
                Granularity.DAY,
                Instant.parse("2026-10-24T22:00:00Z"),
                Instant.parse("2026-10-25T23:00:00Z"),
                NOW);

        assertThat(range).isEqualTo(of(Granularity.DAY, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-01T10:00:00Z, 2026-11-01T09:59:00Z", "2026-11-01T10:00:00Z, 2026-11-01T10:00:00Z"})
    void refusesToEndBeforeItBegins(String from, String to) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> range(Granularity.WINDOW, from, to))
                .withMessage("must be before to: \"2026-11-01T10:00:00Z\"");
    }

    @Test
    void refusesToBeginInTheFuture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> range(Granularity.HOUR, "2026-11-20T10:30:16Z", null))
                .withMessage("must be before to: \"2026-11-20T10:30:16Z\"");
    }

    @ParameterizedTest
    @EnumSource
    void refusesMorePointsThanOneAnswerHolds(Granularity step) {
        Duration length = switch (step) {
            case WINDOW -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
        };
        Instant fits = NOW.minus(length.multipliedBy(Range.MAX_POINTS));
        Instant tooLong = fits.minus(length);

        assertThatNoException().isThrownBy(() -> Range.of(UTC, step, fits, NOW, NOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.of(UTC, step, tooLong, NOW.plusSeconds(1), NOW))
                .withMessage("must be at most 20000 points of step " + step.word()
                        + " before to, and is 20001; ask for a later one or a larger step: \"" + tooLong + "\"");
    }
}
