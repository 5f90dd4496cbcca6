package io.tallygate.history;

import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which points are asked for. It covers whole points: the one that {@code from} lies in is the first, the one that ends
 * at or after {@code to} the last.
 *
 * @param step how much time a point covers
 * @param from the first second, in seconds since the epoch
 * @param to the first second after the range
 */
public record Range(Granularity step, long from, long to) {

    /** How many points one answer may hold. */
    public static final int MAX_POINTS = 20_000;

    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    /**
     * The range that was asked for; without bounds the last hour of windows, the last day of hours, or the last 30 days.
     *
     * @throws IllegalArgumentException if it ends before it begins, or is too long for its step
     */
    public static Range of(
            Calendar calendar, Granularity step, @Nullable Instant from, @Nullable Instant to, Instant now) {
        long last = to == null ? now.getEpochSecond() : to.minusNanos(1).getEpochSecond();
        long first = from == null ? last - defaultLength(step) : from.getEpochSecond();
        if (from != null && first > last) {
            throw new IllegalArgumentException("must be before to: \"" + from + "\"");
        }
        long points = (last - first) / secondsOf(calendar, step);
        if (points > MAX_POINTS) {
            throw new IllegalArgumentException("must be at most " + MAX_POINTS + " points of step " + step.word()
                    + " before to, and is " + points + "; ask for a later one or a larger step: \""
                    + Instant.ofEpochSecond(first) + "\"");
        }
        Period begin = calendar.containing(step, first);
        return new Range(step, begin.from(), calendar.containing(step, last).to());
    }

    /**
     * The same range cut into others that go on where the one before ends.
     *
     * @param points how many points each has at most
     */
    public List<Range> pieces(Calendar calendar, int points) {
        List<Range> pieces = new ArrayList<>();
        long length = points * secondsOf(calendar, step);
        long begin = from;
        while (begin < to) {
            // A day may be longer or shorter than others: ends are rounded, so that no period is cut.
            long end = Math.min(to, calendar.containing(step, begin + length).from());
            pieces.add(new Range(step, begin, end > begin ? end : to));
            begin = pieces.get(pieces.size() - 1).to();
        }
        return pieces;
    }

    /** How many points it covers, or one more or less where the clocks were changed. */
    long points(Calendar calendar) {
        return (to - from) / secondsOf(calendar, step);
    }

    private static long defaultLength(Granularity step) {
        return switch (step) {
            case WINDOW -> HOUR;
            case HOUR -> DAY;
            case DAY -> 30 * DAY;
        };
    }

    private static long secondsOf(Calendar calendar, Granularity step) {
        return switch (step) {
            case WINDOW -> calendar.window().toSeconds();
            case HOUR -> HOUR;
            case DAY -> DAY;
        };
    }
}
