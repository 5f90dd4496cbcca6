package io.tallygate.redis;

import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the names in the index of what is live. */
final class LivePeriods {

    private LivePeriods() {}

    static Period parse(String name, Calendar calendar) {
        Granularity granularity = Granularity.ofLetter(name.charAt(0))
                .orElseThrow(() -> new IllegalStateException("not a live period: \"" + name + "\""));
        return calendar.containing(granularity, Long.parseLong(name.substring(2)));
    }

    /**
     * The periods with all that they are rolled up into. A closing between two reads moves hits into a parent that the
     * first read may not have seen.
     */
    static Set<Period> withParents(Collection<Period> periods, Calendar calendar) {
        Set<Period> all = new LinkedHashSet<>(periods);
        for (Period period : periods) {
            Period above = period;
            while (above.granularity().coarser().isPresent()) {
                above = calendar.parent(above);
                all.add(above);
            }
        }
        return all;
    }
}
