package io.tallygate.history.state;

import io.tallygate.history.state.PeriodState.Kind;
import io.tallygate.history.state.StateRun.Stated;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import io.tallygate.window.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The states of all periods of a range. */
public final class RangeStates {

    /** In order, each where the one before it ends. */
    private final List<Stated> states;

    private RangeStates(List<Stated> states) {
        this.states = states;
    }

    /**
     * The states of all periods that begin in [from, to).
     *
     * @param from the first second of the first period, in seconds since the epoch
     */
    static RangeStates of(
            Calendar calendar, Granularity step, long from, long to, Function<Period, PeriodState> states) {
        List<Stated> all = new ArrayList<>();
        Period period = calendar.containing(step, from);
        while (period.from() < to) {
            all.add(new Stated(period, states.apply(period)));
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
        List<Stated> all = new ArrayList<>(states);
        for (Long second : seconds) {
            int at = firstFrom(second + 1) - 1;
            if (at >= 0 && second < all.get(at).period().to()) {
                all.set(at, all.get(at).withHits());
            }
        }
        return new RangeStates(all);
    }

    /** The index of the first period that begins then or later; how many there are if none does. */
    private int firstFrom(long second) {
        int low = 0;
        int high = states.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (states.get(middle).period().from() < second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The state of all periods that begin in [from, to) together: partial or open if one of them is. */
    public Kind between(long from, long to) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        states.subList(firstFrom(from), firstFrom(to))
                .forEach(stated -> kinds.add(stated.state().kind()));
        return Stream.of(Kind.PARTIAL, Kind.OPEN, Kind.COMPLETE)
                .filter(kinds::contains)
                .findFirst()
                .orElse(Kind.ABSENT);
    }

    /** How many periods are in each state. */
    public Map<Kind, Long> count() {
        return states.stream()
                .collect(Collectors.groupingBy(stated -> stated.state().kind(), Collectors.counting()));
    }

    /** The names of all instances that are missing in a period that is not open any more. */
    public SortedSet<String> missing() {
        return states.stream()
                .flatMap(stated -> stated.state().missing().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The state of a point; partial where its period is not in the range. */
    public Point.State ofPoint(Period period) {
        int at = firstFrom(period.from());
        boolean inRange = at < states.size() && states.get(at).period().from() == period.from();
        return inRange ? states.get(at).state().ofPoint() : Point.State.PARTIAL;
    }

    /** The state of each period, by its start. */
    public Map<Long, PeriodState> byStart() {
        return states.stream()
                .collect(Collectors.toMap(stated -> stated.period().from(), Stated::state));
    }

    /** The range cut into runs of the same state. */
    public List<StateRun> runs() {
        return StateRun.of(states);
    }

    /** The states that are final and not as they were, by the period's start. */
    Map<Long, PeriodState> changedFrom(Map<Long, PeriodState> before) {
        return states.stream()
                .filter(stated -> stated.state().isFinal()
                        && !stated.state().equals(before.get(stated.period().from())))
                .collect(Collectors.toMap(stated -> stated.period().from(), Stated::state));
    }
}
