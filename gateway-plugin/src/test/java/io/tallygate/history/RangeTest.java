package io.tallygate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RangeTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final Instant NOW = Instant.parse("2026-11-20T10:15:30Z");

    private static Range range(Granularity step, @Nullable String from, @Nullable String to) {
        return Range.of(
                CALENDAR, step, from == null ? null : Instant.parse(from), to == null ? null : Instant.parse(to), NOW);
    }

    private static void assertCovers(Range range, String from, String to) {
        assertThat(Instant.ofEpochSecond(range.from())).isEqualTo(Instant.parse(from));
        assertThat(Instant.ofEpochSecond(range.to())).isEqualTo(Instant.parse(to));
    }

    @Test
    void goesUpToTheEndOfThePointInProgress() {
        assertCovers(range(Granularity.WINDOW, null, null), "2026-11-20T09:15:00Z", "2026-11-20T10:16:00Z");
        assertCovers(range(Granularity.HOUR, null, null), "2026-11-19T10:00:00Z", "2026-11-20T11:00:00Z");
        assertCovers(range(Granularity.DAY, null, null), "2026-10-21T00:00:00Z", "2026-11-21T00:00:00Z");
    }

    @Test
    void coversWholePoints() {
        assertCovers(
                range(Granularity.HOUR, "2026-11-20T08:30:00Z", "2026-11-20T10:00:00Z"),
                "2026-11-20T08:00:00Z",
                "2026-11-20T10:00:00Z");
        assertCovers(
                range(Granularity.HOUR, "2026-11-20T08:30:00Z", "2026-11-20T10:00:01Z"),
                "2026-11-20T08:00:00Z",
                "2026-11-20T11:00:00Z");
    }

    @Test
    void refusesARangeThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> range(Granularity.DAY, "2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z"))
                .hasMessage("must be before to: \"2026-11-20T10:00:00Z\"");
    }

    @Test
    void refusesMorePointsThanAnAnswerMayHold() {
        assertThatThrownBy(() -> range(Granularity.WINDOW, "1976-11-20T10:00:00Z", null))
                .hasMessageContaining("at most 20000 points of step window");
    }
}
