package io.tallygate.window;

import io.tallygate.hit.Counts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Adds entries, in any order and of any finer granularity, up into the points of one granularity. */
public final class Rollup {

    private final Calendar calendar;
    private final Granularity step;
    private final SortedMap<Long, Counts> counts = new TreeMap<>();

    public Rollup(Calendar calendar, Granularity step) {
        this.calendar = calendar;
        this.step = step;
    }

    public void add(Entry entry) {
        counts.merge(calendar.containing(step, entry.start()).from(), entry.counts(), Counts::plus);
    }

    /**
     * The points so far, earliest first; none for a period without an entry.
     *
     * @param states the state of each period
     */
    public List<Point> points(Function<Period, Point.State> states) {
        return counts.entrySet().stream()
                .map(point -> {
                    Period period = calendar.containing(step, point.getKey());
                    return new Point(period, point.getValue(), states.apply(period));
                })
                .toList();
    }

    /** All entries together. */
    public Counts total() {
        return counts.values().stream().reduce(Counts.ZERO, Counts::plus);
    }
}
