package io.tallygate.flush;

import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.function.ObjLongConsumer;

/**
 * What one stream has sent to one shard and can no longer send again, by period and in order, so that a loss can be told
 * to the window: the store tells how many hits it has lost, and what it forgets is always the newest of what it had.
 * Older periods are written as hours and days. Belongs to the flush's thread.
 */
final class LossLedger {

    /** How many lines there may be; beyond it the oldest are merged. */
    static final int MAX_LINES = 500;

    private final Calendar calendar;
    private final List<Line> lines = new ArrayList<>();
    private long lost;

    LossLedger(Calendar calendar) {
        this.calendar = calendar;
    }

    private static final class Line {
        private final Period period;
        private long hits;
        private long lost;

        private Line(Period period) {
            this.period = period;
        }

        private void add(long moreHits, long moreLost) {
            hits += moreHits;
            lost += moreLost;
        }

        private boolean covers(Line other) {
            return other.period.from() >= period.from() && other.period.to() <= period.to();
        }
    }

    /** A batch of so many hits can no longer be sent. */
    void add(Period period, long hits) {
        if (lines.isEmpty() || !newest().period.equals(period)) {
            lines.add(new Line(period));
        }
        newest().add(hits, 0);
        if (lines.size() > MAX_LINES) {
            mergeOldest();
        }
    }

    private Line newest() {
        return lines.get(lines.size() - 1);
    }

    private void mergeOldest() {
        Granularity finer = count(Granularity.HOUR) > MAX_LINES / 2 ? Granularity.HOUR : Granularity.WINDOW;
        Line merged = null;
        ListIterator<Line> all = lines.listIterator();
        while (all.hasNext()) {
            Line line = all.next();
            if (merged == null && line.period.granularity() == finer) {
                merged = new Line(calendar.parent(line.period));
                merged.add(line.hits, line.lost);
                all.set(merged);
            } else if (merged != null && merged.covers(line)) {
                merged.add(line.hits, line.lost);
                all.remove();
            } else if (merged != null) {
                return;
            }
        }
    }

    private long count(Granularity granularity) {
        return lines.stream()
                .filter(line -> line.period.granularity() == granularity)
                .count();
    }

    /** How many hits the store has lost, as it says now. */
    void lost(long total) {
        if (total < lost) {
            // An older state of the store is back, with other losses than the last one had.
            lines.forEach(line -> line.lost = 0);
            lost = 0;
        }
        long more = total - lost;
        ListIterator<Line> newestFirst = lines.listIterator(lines.size());
        while (more > 0 && newestFirst.hasPrevious()) {
            Line line = newestFirst.previous();
            long here = Math.min(more, line.hits - line.lost);
            line.lost += here;
            more -= here;
        }
        lost = total;
    }

    /** How many hits the store has lost. */
    long lost() {
        return lost;
    }

    /** Tells of each period how many of its hits were lost; of a period more than once, if it comes to that. */
    void tell(ObjLongConsumer<Period> listener) {
        lines.stream().filter(line -> line.lost > 0).forEach(line -> listener.accept(line.period, line.lost));
    }
}
