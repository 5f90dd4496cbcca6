package io.tallygate.redis;

import io.tallygate.hit.Shards;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import java.time.Duration;

/**
 * How the data under one key prefix is laid out. Shards, window and zone are fixed for the life of that data.
 *
 * @param prefix what every key begins with; no braces and no white space
 * @param shards over how many hash tags the counters are spread
 * @param calendar where windows, hours and days begin
 * @param window how long points of windows are kept
 * @param hour how long points of hours are kept
 * @param day how long points of days are kept
 */
public record Layout(String prefix, Shards shards, Calendar calendar, Duration window, Duration hour, Duration day) {

    /** Lists are renewed once a day at most; until then they must not run out. */
    private static final Duration SLACK = Duration.ofDays(2);

    public Layout {
        if (!prefix.matches("[A-Za-z0-9:._-]{1,64}")) {
            throw new IllegalArgumentException("prefix must be 1 to 64 of A-Z a-z 0-9 : . _ -: \"" + prefix + "\"");
        }
    }

    Duration retention(Granularity granularity) {
        return switch (granularity) {
            case WINDOW -> window;
            case HOUR -> hour;
            case DAY -> day;
        };
    }

    /** The time to live of a list, in seconds. */
    String listTtl(Granularity granularity) {
        return seconds(retention(granularity).plus(SLACK));
    }

    /** The time to live of live hashes and of streams. */
    Duration liveTime() {
        return window.plus(SLACK);
    }

    /** The time to live of live hashes and of streams, in seconds. */
    String liveTtl() {
        return seconds(liveTime());
    }

    /** The time to live of what names the counters, in seconds. */
    String namesTtl() {
        return seconds(day.plus(SLACK));
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
