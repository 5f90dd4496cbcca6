package io.tallygate.history.state;

import io.tallygate.history.state.StateRun.Stated;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import io.tallygate.window.Point;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The states of all periods of a range. */
public final class RangeStates {

    private final SortedMap<Long, Stated> states;

    private RangeStates(SortedMap<Long, Stated> states) {
        this.states = states;
    }

    /**
     * The states of all periods that begin in [from, to).
     *
     * @param from the first second of the first period, in seconds since the epoch
     */
    static RangeStates of(
            Calendar calendar, Granularity step, long from, long to, Function<Period, PeriodState> states) {
        SortedMap<Long, Stated> all = new TreeMap<>();
        Period period = calendar.containing(step, from);
        while (period.from() < to) {
            all.put(period.from(), new Stated(period, states.apply(period)));
            period = calendar.after(period);
        }
        return new RangeStates(all);
    }

    /** The same where there are hits in some periods. */
    public RangeStates withHits(Collection<Point> points) {
        SortedMap<Long, Stated> all = new TreeMap<>(states);
        for (Point point : points) {
            all.computeIfPresent(
                    point.period().from(),
                    (from, stated) -> new Stated(stated.period(), stated.state().withHits()));
        }
        return new RangeStates(all);
    }

    /** The state of a point; partial where its period is not in the range. */
    public Point.State ofPoint(Period period) {
        Stated stated = states.get(period.from());
        return stated == null ? Point.State.PARTIAL : stated.state().ofPoint();
    }

    /** The range cut into runs of the same state. */
    public List<StateRun> runs() {
        return StateRun.of(states.values());
    }

    /** The states that are final and not as they were, by the period's start. */
    Map<Long, PeriodState> changedFrom(Map<Long, PeriodState> before) {
        return states.values().stream()
                .filter(stated -> stated.state().isFinal()
                        && !stated.state().equals(before.get(stated.period().from())))
                .collect(Collectors.toMap(stated -> stated.period().from(), Stated::state));
    }
}
