package io.tallygate.history.state;

import io.tallygate.history.state.PeriodState.Kind;
import io.tallygate.history.state.StateRun.Stated;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import io.tallygate.window.Point;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The states of all periods of a range. */
public final class RangeStates {

    private final NavigableMap<Long, Stated> states;

    private RangeStates(NavigableMap<Long, Stated> states) {
        this.states = states;
    }

    /**
     * The states of all periods that begin in [from, to).
     *
     * @param from the first second of the first period, in seconds since the epoch
     */
    static RangeStates of(
            Calendar calendar, Granularity step, long from, long to, Function<Period, PeriodState> states) {
        NavigableMap<Long, Stated> all = new TreeMap<>();
        Period period = calendar.containing(step, from);
        while (period.from() < to) {
            all.put(period.from(), new Stated(period, states.apply(period)));
            period = calendar.after(period);
        }
        return new RangeStates(all);
    }

    /**
     * The same where there are hits at some seconds.
     *
     * @param seconds in seconds since the epoch
     */
    public RangeStates withHits(Collection<Long> seconds) {
        NavigableMap<Long, Stated> all = new TreeMap<>(states);
        for (Long second : seconds) {
            Map.Entry<Long, Stated> at = all.floorEntry(second);
            if (at != null && second < at.getValue().period().to()) {
                Stated stated = at.getValue();
                all.put(at.getKey(), new Stated(stated.period(), stated.state().withHits()));
            }
        }
        return new RangeStates(all);
    }

    /** The state of all periods that begin in [from, to) together: partial or open if one of them is. */
    public Kind between(long from, long to) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        states.subMap(from, to)
                .values()
                .forEach(stated -> kinds.add(stated.state().kind()));
        return Stream.of(Kind.PARTIAL, Kind.OPEN, Kind.COMPLETE)
                .filter(kinds::contains)
                .findFirst()
                .orElse(Kind.ABSENT);
    }

    /** How many periods are in each state. */
    public Map<Kind, Long> count() {
        return states.values().stream()
                .collect(Collectors.groupingBy(stated -> stated.state().kind(), Collectors.counting()));
    }

    /** The names of all instances that are missing in a period that is not open any more. */
    public SortedSet<String> missing() {
        return states.values().stream()
                .flatMap(stated -> stated.state().missing().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The state of a point; partial where its period is not in the range. */
    public Point.State ofPoint(Period period) {
        Stated stated = states.get(period.from());
        return stated == null ? Point.State.PARTIAL : stated.state().ofPoint();
    }

    /** The state of each period, by its start. */
    public Map<Long, PeriodState> byStart() {
        return states.values().stream()
                .collect(Collectors.toMap(stated -> stated.period().from(), Stated::state));
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
