package io.tallygate.window;

import io.tallygate.hit.Counts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds entries, in any order and of any finer granularity, up into the points of one granularity. */
public final class Rollup {

    private final Calendar calendar;
    private final Granularity step;
    private final SortedMap<Long, Point> points = new TreeMap<>();

    public Rollup(Calendar calendar, Granularity step) {
        this.calendar = calendar;
        this.step = step;
    }

    /** Adds an entry; a point that any open entry went into is open. */
    public void add(Entry entry, Point.State state) {
        Period period = calendar.containing(step, entry.start());
        points.merge(period.from(), new Point(period, entry.counts(), state), Rollup::together);
    }

    private static Point together(Point a, Point b) {
        Point.State state = a.state() == Point.State.OPEN ? a.state() : b.state();
        return new Point(a.period(), a.counts().plus(b.counts()), state);
    }

    /** The points so far, earliest first; none for a period without an entry. */
    public List<Point> points() {
        return List.copyOf(points.values());
    }

    /** All entries together. */
    public Counts total() {
        return points.values().stream().map(Point::counts).reduce(Counts.ZERO, Counts::plus);
    }
}
