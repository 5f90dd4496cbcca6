package io.tallygate.window;

import static io.tallygate.window.Granularity.DAY;
import static io.tallygate.window.Granularity.HOUR;
import static io.tallygate.window.Granularity.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    @ParameterizedTest
    @CsvSource({
        "PT1S,  WINDOW, 2026-05-01T10:07:31Z, 2026-05-01T10:07:32Z",
        "PT10S, WINDOW, 2026-05-01T10:07:30Z, 2026-05-01T10:07:40Z",
        "PT1M,  WINDOW, 2026-05-01T10:07:00Z, 2026-05-01T10:08:00Z",
        "PT5M,  WINDOW, 2026-05-01T10:05:00Z, 2026-05-01T10:10:00Z",
        "PT1H,  WINDOW, 2026-05-01T10:00:00Z, 2026-05-01T11:00:00Z",
        "PT1M,  HOUR,   2026-05-01T10:00:00Z, 2026-05-01T11:00:00Z",
        "PT1M,  DAY,    2026-05-01T00:00:00Z, 2026-05-02T00:00:00Z"
    })
    void alignsPeriodsToTheClock(Duration window, Granularity granularity, Instant from, Instant to) {
        Calendar utc = new Calendar(window, ZoneOffset.UTC);

        assertThat(utc.containing(granularity, at("2026-05-01T10:07:31Z")))
                .isEqualTo(new Period(granularity, from.getEpochSecond(), to.getEpochSecond()));
    }

    @Test
    void alignsPeriodsBeforeTheEpochToo() {
        assertThat(new Calendar(MINUTE, ZoneOffset.UTC).containing(WINDOW, -1)).isEqualTo(new Period(WINDOW, -60, 0));
    }

    @ParameterizedTest
    @CsvSource({"PT7S, 7s", "PT0S, 0s", "PT-1M, -1m", "PT0.5S, 0.5s", "PT1.5S, 1.5s", "PT2H, 2h", "PT7M, 7m"})
    void refusesAWindowThatDoesNotDivideAnHour(Duration window, String quoted) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calendar(window, ZoneOffset.UTC))
                .withMessage("window must be at least 1s, whole seconds, and divide an hour (such as 10s, 1m, 5m): \""
                        + quoted + "\"");
    }

    @Test
    void refusesAWindowThatDoesNotDivideTheOffsetOfTheZone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calendar(Duration.ofHours(1), KOLKATA))
                .withMessage("window must divide the offset +05:30 of the zone Asia/Kolkata: \"1h\"");
        assertThat(new Calendar(Duration.ofMinutes(30), KOLKATA).window()).hasMinutes(30);
    }

    @Test
    void refusesAWindowThatDividesTheOffsetForAPartOfTheYearOnly() {
        // +10:30 in winter, +11:00 in summer.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Calendar(Duration.ofHours(1), ZoneId.of("Australia/Lord_Howe")))
                .withMessageContaining("+10:30");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-28, 24", "2026-03-29, 23", "2026-03-30, 24", "2026-10-25, 25", "2026-10-26, 24"})
    void letsADayFollowTheZoneThroughDaylightSaving(String date, int hours) {
        Calendar berlin = new Calendar(MINUTE, BERLIN);
        Period day = berlin.containing(DAY, at(date + "T12:00:00Z"));

        assertThat(Instant.ofEpochSecond(day.from()).atZone(BERLIN).toLocalDateTime())
                .hasToString(date + "T00:00");
        assertThat(Duration.ofSeconds(day.to() - day.from())).hasHours(hours);
        assertThat(hoursOf(berlin, day))
                .hasSize(hours)
                .allSatisfy(hour -> assertThat(hour.to() - hour.from()).isEqualTo(3600));
    }

    @Test
    void tellsTheTwoHoursApartThatAnAutumnNightRepeats() {
        Calendar berlin = new Calendar(MINUTE, BERLIN);
        Period summer = berlin.containing(HOUR, at("2026-10-25T00:30:00Z"));
        Period winter = berlin.containing(HOUR, at("2026-10-25T01:30:00Z"));

        assertThat(Instant.ofEpochSecond(summer.from()).atZone(BERLIN).toLocalTime())
                .isEqualTo(Instant.ofEpochSecond(winter.from()).atZone(BERLIN).toLocalTime());
        assertThat(berlin.after(summer)).isEqualTo(winter);
        assertThat(berlin.parent(summer)).isEqualTo(berlin.parent(winter));
    }

    @Test
    void cutsTheHourInTwoThatHoldsMidnight() {
        Calendar kolkata = new Calendar(MINUTE, KOLKATA);
        Period before = kolkata.containing(HOUR, at("2026-05-01T18:10:00Z"));
        Period after = kolkata.containing(HOUR, at("2026-05-01T18:40:00Z"));

        assertThat(before).isEqualTo(new Period(HOUR, at("2026-05-01T18:00:00Z"), at("2026-05-01T18:30:00Z")));
        assertThat(after).isEqualTo(new Period(HOUR, at("2026-05-01T18:30:00Z"), at("2026-05-01T19:00:00Z")));
        assertThat(kolkata.after(before)).isEqualTo(after);
        assertThat(kolkata.parent(before).to()).isEqualTo(after.from());
        assertThat(kolkata.parent(after).from()).isEqualTo(after.from());
        assertThat(hoursOf(kolkata, kolkata.parent(after))).hasSize(25);
    }

    @Test
    void givesADayNoParent() {
        Calendar utc = new Calendar(MINUTE, ZoneOffset.UTC);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> utc.parent(new Period(DAY, 0, 86_400)))
                .withMessage("a day has no parent: \"d:0\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 60, 300, 900})
    void nestsWindowsInHoursAndHoursInDays(int window) {
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        long first = at("2025-01-01T00:00:00Z");
        long last = at("2045-01-01T00:00:00Z");
        for (int i = 0; i < zones.size(); i++) {
            Calendar calendar = new Calendar(Duration.ofSeconds(window), ZoneId.of(zones.get(i)));
            Random random = new Random(i);
            for (int n = 0; n < 40; n++) {
                checkNesting(calendar, random.nextLong(first, last));
            }
        }
    }

    private static void checkNesting(Calendar calendar, long second) {
        Period window = calendar.containing(WINDOW, second);
        Period hour = calendar.containing(HOUR, second);
        Period day = calendar.containing(DAY, second);
        for (Period period : List.of(window, hour, day)) {
            String where = period + " at " + second + " in " + calendar;
            assertThat(second).as(where).isBetween(period.from(), period.to() - 1);
            assertThat(calendar.containing(period.granularity(), period.from()))
                    .as(where)
                    .isEqualTo(period);
            assertThat(calendar.containing(period.granularity(), period.to() - 1))
                    .as(where)
                    .isEqualTo(period);
            assertThat(calendar.after(period).from()).as(where).isEqualTo(period.to());
        }
        assertThat(calendar.parent(window)).as("%s in %s", window, calendar).isEqualTo(hour);
        assertThat(calendar.parent(hour)).as("%s in %s", hour, calendar).isEqualTo(day);
        assertThat(window.to()).as("%s in %s", window, calendar).isLessThanOrEqualTo(hour.to());
        assertThat(hour.to()).as("%s in %s", hour, calendar).isLessThanOrEqualTo(day.to());
    }

    private static List<Period> hoursOf(Calendar calendar, Period day) {
        List<Period> hours = new ArrayList<>();
        for (Period hour = calendar.containing(HOUR, day.from()); hour.from() < day.to(); hour = calendar.after(hour)) {
            hours.add(hour);
        }
        return hours;
    }

    private static long at(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }
}
