package io.tallygate.flush;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hits from before the store was first heard of. Only the store's clock says which window they belong to, so they are
 * kept by when they were taken; where there are too many, those of neighbouring moments are put together. Belongs to the
 * flush's thread.
 */
final class Unplaced {

    private final int room;
    private List<Moment> moments = new ArrayList<>();

    /**
     * What was taken at one moment, or from the first to the last of several, by the monotonic clock.
     *
     * @param firstNanos when the first of it was taken
     * @param nanos when the last of it was taken
     */
    record Moment(long firstNanos, long nanos, Map<CounterKey, Counts> deltas) {

        private Moment and(Moment later) {
            Map<CounterKey, Counts> both = new HashMap<>(deltas);
            later.deltas.forEach((key, delta) -> both.merge(key, delta, Counts::plus));
            return new Moment(firstNanos, later.nanos, both);
        }

        long hits() {
            return deltas.values().stream().mapToLong(Counts::hits).sum();
        }
    }

    /**
     * None yet.
     *
     * @param room how many counters may be kept, those of each moment for themselves
     */
    Unplaced(int room) {
        this.room = room;
    }

    void add(long nanos, Map<CounterKey, Counts> deltas) {
        if (deltas.isEmpty()) {
            return;
        }
        moments.add(new Moment(nanos, nanos, deltas));
        if (moments.stream().mapToInt(moment -> moment.deltas().size()).sum() > room) {
            List<Moment> pairs = new ArrayList<>();
            for (int i = 0; i < moments.size(); i += 2) {
                pairs.add(i + 1 < moments.size() ? moments.get(i).and(moments.get(i + 1)) : moments.get(i));
            }
            moments = pairs;
        }
    }

    long hits() {
        return moments.stream().mapToLong(Moment::hits).sum();
    }

    /** Takes all of them out, the oldest first. */
    List<Moment> remove() {
        List<Moment> all = moments;
        moments = new ArrayList<>();
        return all;
    }
}
