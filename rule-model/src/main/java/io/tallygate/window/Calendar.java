package io.tallygate.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Where windows, hours and days begin. Windows and hours are cut from absolute time; days follow the zone, through
 * daylight saving. Where midnight falls inside an hour (an offset such as +05:30) it cuts that hour in two, so that every
 * hour belongs to one day.
 *
 * @param window the length of a window: whole seconds that divide an hour, and the zone's offset, so that no window lies
 *     across an hour's or a day's boundary
 * @param zone whose midnight begins a day
 */
public record Calendar(Duration window, ZoneId zone) {

    private static final long HOUR = 3600;
    private static final long MONTH = 30 * 24 * HOUR;
    private static final long FIRST_CHECKED =
            Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();
    private static final long YEARS_CHECKED = 20;

    public Calendar {
        long seconds = window.toSeconds();
        if (seconds < 1 || !window.equals(Duration.ofSeconds(seconds)) || HOUR % seconds != 0) {
            throw new IllegalArgumentException(
                    "window must be at least 1s, whole seconds, and divide an hour (such as 10s, 1m, 5m): \""
                            + text(window) + "\"");
        }
        offsets(zone)
                .filter(o -> o.getTotalSeconds() % seconds != 0)
                .findFirst()
                .ifPresent(o -> {
                    throw new IllegalArgumentException("window must divide the offset " + o + " of the zone " + zone
                            + ": \"" + text(window) + "\"");
                });
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static Stream<ZoneOffset> offsets(ZoneId zone) {
        return LongStream.range(0, YEARS_CHECKED * 12)
                .map(month -> FIRST_CHECKED + month * MONTH)
                .mapToObj(second -> zone.getRules().getOffset(Instant.ofEpochSecond(second)))
                .distinct();
    }

    /** The period of this granularity that holds an instant, in seconds since the epoch. */
    public Period containing(Granularity granularity, long second) {
        return switch (granularity) {
            case WINDOW -> aligned(granularity, second, window.toSeconds());
            case HOUR -> hour(second);
            case DAY -> day(second);
        };
    }

    /** The first second of that period. */
    long start(Granularity granularity, long second) {
        return granularity == Granularity.WINDOW
                ? alignedStart(second, window.toSeconds())
                : containing(granularity, second).from();
    }

    /** The period that a finer one is rolled up into. */
    public Period parent(Period period) {
        Granularity coarser = period.granularity()
                .coarser()
                .orElseThrow(() -> new IllegalArgumentException("a day has no parent: \"" + period.format() + "\""));
        return containing(coarser, period.from());
    }

    /** The period of this granularity that begins where another ends. */
    public Period after(Period period) {
        return containing(period.granularity(), period.to());
    }

    private static Period aligned(Granularity granularity, long second, long length) {
        long from = alignedStart(second, length);
        return new Period(granularity, from, from + length);
    }

    private static long alignedStart(long second, long length) {
        return Math.floorDiv(second, length) * length;
    }

    private Period hour(long second) {
        Period whole = aligned(Granularity.HOUR, second, HOUR);
        Period day = day(second);
        return new Period(Granularity.HOUR, Math.max(whole.from(), day.from()), Math.min(whole.to(), day.to()));
    }

    private Period day(long second) {
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(second), zone);
        return new Period(
                Granularity.DAY,
                date.atStartOfDay(zone).toEpochSecond(),
                date.plusDays(1).atStartOfDay(zone).toEpochSecond());
    }
}
