package io.tallygate.redis;

import io.tallygate.hit.Counts;
import io.tallygate.window.Entry;
import io.tallygate.window.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The counters that a scan has found in some live periods, with their counts; tens of thousands at times. */
final class LiveCounters {

    private final List<Period> periods;
    private final Map<String, @Nullable String[]> counts = new HashMap<>();

    LiveCounters(List<Period> periods) {
        this.periods = periods;
    }

    /** Adds what was found, or replaces what was found before. */
    void put(int period, String counter, String found) {
        counts.computeIfAbsent(counter, name -> new String[periods.size()])[period] = found;
    }

    List<Period> periods() {
        return periods;
    }

    Set<String> names() {
        return counts.keySet();
    }

    /**
     * An entry for each period of each counter.
     *
     * @param of what a counter's name stands for
     */
    <T> List<Found<T>> found(Function<String, T> of) {
        List<Found<T>> found = new ArrayList<>();
        counts.forEach((name, byPeriod) -> {
            T counter = of.apply(name);
            for (int i = 0; i < byPeriod.length; i++) {
                if (byPeriod[i] != null) {
                    found.add(new Found<>(counter, new Entry(periods.get(i).from(), Counts.parse(byPeriod[i]))));
                }
            }
        });
        return found;
    }
}
