package io.tallygate.history;

import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far back a trend goes, and how finely. */
public enum Span {
    /** The last 60 minutes, by the minute; by windows where they are no part of a minute. */
    MINUTE(Granularity.WINDOW),
    /** The last 24 hours. */
    HOUR(Granularity.HOUR),
    /** The last 30 days. */
    DAY(Granularity.DAY);

    private static final long A_MINUTE = 60;
    private static final long AN_HOUR = 3600;
    private static final int HOURS = 24;
    private static final int DAYS = 30;

    private final Granularity step;
    private final String word = name().toLowerCase(Locale.ROOT);

    Span(Granularity step) {
        this.step = step;
    }

    /** The span as it is written in calls. */
    public String word() {
        return word;
    }

    /** The granularity that its points are read from. */
    public Granularity step() {
        return step;
    }

    /** The span that is written so, if there is one. */
    public static Optional<Span> parse(String word) {
        return Stream.of(values()).filter(span -> span.word.equals(word)).findFirst();
    }

    /** Its periods, earliest first; the last one is in progress. */
    public List<Period> periods(Calendar calendar, long second) {
        return switch (this) {
            case MINUTE -> minutes(calendar, second);
            case HOUR -> last(HOURS, calendar, second);
            case DAY -> last(DAYS, calendar, second);
        };
    }

    /** What its points are: minutes, windows, hours or days. */
    public String pointWord(Calendar calendar) {
        return this == MINUTE && !isMadeOfMinutes(calendar) ? step.word() : word;
    }

    private static boolean isMadeOfMinutes(Calendar calendar) {
        return A_MINUTE % calendar.window().toSeconds() == 0;
    }

    private static List<Period> minutes(Calendar calendar, long second) {
        long length = isMadeOfMinutes(calendar) ? A_MINUTE : calendar.window().toSeconds();
        long last = Math.floorDiv(second, length) * length;
        return Stream.iterate(last - AN_HOUR + length, from -> from <= last, from -> from + length)
                .map(from -> new Period(Granularity.WINDOW, from, from + length))
                .toList();
    }

    private List<Period> last(int count, Calendar calendar, long second) {
        ArrayDeque<Period> periods = new ArrayDeque<>();
        periods.add(calendar.containing(step, second));
        while (periods.size() < count) {
            periods.addFirst(calendar.containing(step, periods.getFirst().from() - 1));
        }
        return List.copyOf(periods);
    }
}
