package io.tallygate.window;

import io.tallygate.hit.Counts;
import io.tallygate.hit.CountsSum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Adds entries, in any order and of any finer granularity, up into the points of one granularity. */
public final class Rollup {

    private final Calendar calendar;
    private final Granularity step;
    private final Map<Long, CountsSum> sums = new HashMap<>();
    private final CountsSum total = new CountsSum();

    public Rollup(Calendar calendar, Granularity step) {
        this.calendar = calendar;
        this.step = step;
    }

    public void add(Entry entry) {
        sums.computeIfAbsent(calendar.start(step, entry.start()), start -> new CountsSum())
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
                .sorted(Map.Entry.comparingByKey())
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
