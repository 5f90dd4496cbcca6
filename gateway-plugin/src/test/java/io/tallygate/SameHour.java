package io.tallygate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;

/** For tests that say what there is "today" or "this hour": neither must turn while they run. */
public final class SameHour {

    private static final Duration ENOUGH = Duration.ofMinutes(1);

    private SameHour() {}

    /** Goes on at once, unless the hour ends soon: then when the next has begun. */
    public static void begin() {
        Awaitility.await("the next hour").atMost(ENOUGH.multipliedBy(2)).until(() -> !endsSoon(Instant.now()));
    }

    private static boolean endsSoon(Instant now) {
        Instant end = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        return Duration.between(now, end).compareTo(ENOUGH) < 0;
    }
}
