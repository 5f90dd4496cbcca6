package io.tallygate.history;

import io.tallygate.history.state.PeriodState;
import io.tallygate.history.state.StateRun;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Period;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The hits of all requests over time, by what they are counted under.
 *
 * @param points a point for each period, also where there were no hits, earliest first
 * @param windows the states of all windows, hours or days of the trend
 */
public record Trend(List<TrendPoint> points, List<StateRun> windows) {
    public Trend {
        points = List.copyOf(points);
        windows = List.copyOf(windows);
    }

    /**
     * One period's hits.
     *
     * @param byKind the hits of each kind of which there are any
     */
    public record TrendPoint(Period period, PeriodState.Kind state, Map<HitKind, Counts> byKind) {
        public TrendPoint {
            Map<HitKind, Counts> copy = new EnumMap<>(HitKind.class);
            copy.putAll(byKind);
            byKind = Collections.unmodifiableMap(copy);
        }

        /** The hits of one kind. */
        public Counts of(HitKind kind) {
            return byKind.getOrDefault(kind, Counts.ZERO);
        }

        /** The hits of some kinds together. */
        public Counts of(Collection<HitKind> kinds) {
            return kinds.stream().map(this::of).reduce(Counts.ZERO, Counts::plus);
        }
    }

    /** All points together, of some kinds. */
    public Counts total(Collection<HitKind> kinds) {
        return points.stream().map(point -> point.of(kinds)).reduce(Counts.ZERO, Counts::plus);
    }
}
