package io.tallygate.history.state;

import io.tallygate.flush.Flaw;
import io.tallygate.history.state.PeriodState.Kind;
import io.tallygate.window.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Periods one after the other that are in the same state.
 *
 * @param from the first second, in seconds since the epoch
 * @param to the first second after them
 * @param kind their state
 * @param missing the names of the instances that have not told of them
 * @param lost hits that were declared lost in them, or in coarser periods that hold some of them
 * @param merged hits of them that were counted in a coarser period only
 */
public record StateRun(long from, long to, Kind kind, Set<String> missing, long lost, long merged) {

    public StateRun {
        missing = Set.copyOf(missing);
    }

    /**
     * The runs of some periods.
     *
     * @param states the state of each, earliest first
     */
    static List<StateRun> of(Collection<Stated> states) {
        List<StateRun> runs = new ArrayList<>();
        List<Stated> alike = new ArrayList<>();
        for (Stated next : states) {
            if (!alike.isEmpty() && !next.goesOn(alike.get(alike.size() - 1))) {
                runs.add(run(alike));
                alike.clear();
            }
            alike.add(next);
        }
        if (!alike.isEmpty()) {
            runs.add(run(alike));
        }
        return runs;
    }

    private static StateRun run(List<Stated> alike) {
        Stated first = alike.get(0);
        Map<Period, Flaw> flaws = new HashMap<>();
        // A coarser period's flaw may touch each of these, and counts once.
        alike.forEach(stated -> stated.state().flaws().forEach((period, flaw) -> flaws.merge(period, flaw, Flaw::max)));
        return new StateRun(
                first.period().from(),
                alike.get(alike.size() - 1).period().to(),
                first.state().kind(),
                first.state().missing(),
                flaws.values().stream().mapToLong(Flaw::lost).sum(),
                flaws.values().stream().mapToLong(Flaw::merged).sum());
    }

    /** A period and its state. */
    record Stated(Period period, PeriodState state) {
        /** The same where there are hits. */
        Stated withHits() {
            return new Stated(period, state.withHits());
        }

        private boolean goesOn(Stated before) {
            return before.period.to() == period.from()
                    && before.state.kind() == state.kind()
                    && before.state.missing().equals(state.missing());
        }
    }
}
