package io.tallygate.window;

import io.tallygate.hit.Counts;
import io.tallygate.hit.CountsSum;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Adds entries, in any order and of any finer granularity, up into the points of one granularity. */
public final class Rollup {

    private final Calendar calendar;
    private final Granularity step;
    private final SortedMap<Long, CountsSum> sums = new TreeMap<>();
    private final CountsSum total = new CountsSum();

    public Rollup(Calendar calendar, Granularity step) {
        this.calendar = calendar;
        this.step = step;
    }

    public void add(Entry entry) {
        sums.computeIfAbsent(calendar.containing(step, entry.start()).from(), start -> new CountsSum())
                .add(entry.counts());
        total.add(entry.counts());
    }

    /**
     * The points so far, earliest first; none for a period without an entry.
     *
     * @param states the state of each period
     */
    public List<Point> points(Function<Period, Point.State> states) {
        return sums.entrySet().stream()
                .map(point -> {
                    Period period = calendar.containing(step, point.getKey());
                    return new Point(period, point.getValue().total(), states.apply(period));
                })
                .toList();
    }

    /** All entries together. */
    public Counts total() {
        return total.total();
    }
}
