package io.tallygate.redis;

import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the names in the index of what is live. */
final class LivePeriods {

    private LivePeriods() {}

    /** A period as the index has it, which need not be one of this calendar: zones have their rules changed. */
    static Period parse(String name, long end) {
        return new Period(granularity(name), start(name), end);
    }

    /** A period that is only named. */
    static Period parse(String name, Calendar calendar) {
        return calendar.containing(granularity(name), start(name));
    }

    private static Granularity granularity(String name) {
        return Granularity.ofLetter(name.charAt(0))
                .orElseThrow(() -> new IllegalStateException("not a live period: \"" + name + "\""));
    }

    private static long start(String name) {
        return Long.parseLong(name.substring(2));
    }

    /**
     * The periods with all that they are rolled up into. A closing between two reads moves hits into a parent that the
     * first read may not have seen.
     */
    static Collection<Period> withParents(Collection<Period> periods, Calendar calendar) {
        Map<String, Period> all = new LinkedHashMap<>();
        periods.forEach(period -> all.put(period.format(), period));
        for (Period period : periods) {
            Period above = period;
            while (above.granularity().coarser().isPresent()) {
                above = calendar.parent(above);
                // What is live by its name is read once, wherever this calendar has it end.
                all.putIfAbsent(above.format(), above);
            }
        }
        return all.values();
    }
}
