package io.tallygate.history.state;

import io.tallygate.flush.Flaw;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The states of the periods of one granularity, as they follow from what streams reported. A period is
 *
 * <ul>
 *   <li>absent if no stream counted in it, or declared anything of it;
 *   <li>open until it has ended, and a little longer if not every stream has told of it;
 *   <li>complete if every stream that counted in it has told of it or left, and no flaw touches it;
 *   <li>partial otherwise.
 * </ul>
 *
 * A stream counts from its first report until it leaves, or until it has been silent for {@value StreamRecord#WAITED_FOR}
 * windows. It may declare flaws of a time before its first report: Redis had forgotten the earlier ones. Lost hits touch every period that overlaps theirs, for any of them may lack the hits. Hits that were merged
 * into a coarser period touch their own period and what lies in it: the coarser one has them.
 */
final class PeriodStates {

    private final Calendar calendar;
    private final Granularity step;
    private final Duration slack;
    private final long nowMillis;
    private final List<Told> streams;
    private final boolean flawed;

    private record Told(StreamRecord stream, Map<Period, Flaw> flaws) {}

    /**
     * What follows from some records.
     *
     * @param step the granularity of the periods that will be asked for
     * @param slack how long after its end a period stays open
     * @param nowMillis the time by the store's clock
     */
    PeriodStates(
            Collection<StreamRecord> streams, Calendar calendar, Granularity step, Duration slack, long nowMillis) {
        this.calendar = calendar;
        this.step = step;
        this.slack = slack;
        this.nowMillis = nowMillis;
        this.streams = streams.stream()
                .map(stream -> new Told(stream, inSteps(stream.flaws())))
                .toList();
        this.flawed = this.streams.stream().anyMatch(told -> !told.flaws.isEmpty());
    }

    /** Flaws of finer periods belong to the step that holds them; those of coarser ones stay as they are. */
    private Map<Period, Flaw> inSteps(Map<Period, Flaw> flaws) {
        Map<Period, Flaw> inSteps = new HashMap<>();
        flaws.forEach((period, flaw) -> {
            if (period.granularity().compareTo(step) >= 0) {
                inSteps.merge(period, flaw, Flaw::plus);
            } else if (flaw.lost() > 0) {
                inSteps.merge(calendar.containing(step, period.from()), new Flaw(flaw.lost(), 0), Flaw::plus);
            }
        });
        return inSteps;
    }

    PeriodState of(Period period) {
        Set<String> missing = new HashSet<>();
        Map<Period, Flaw> flaws = new HashMap<>();
        List<Period> holders = flawed ? holders(period) : List.of();
        boolean counted = false;
        for (Told told : streams) {
            if (told.stream.countedIn(period, calendar.window())) {
                counted = true;
                if (!told.stream.hasToldOf(period)) {
                    missing.add(told.stream.name());
                }
            }
            addFlaws(told, period, holders, flaws);
        }
        if (!counted && flaws.isEmpty()) {
            return PeriodState.ABSENT;
        }
        long sinceItsEnd = nowMillis - period.to() * 1000;
        if (sinceItsEnd < 0 || (!missing.isEmpty() && sinceItsEnd < slack.toMillis())) {
            return PeriodState.OPEN;
        }
        return missing.isEmpty() && flaws.isEmpty() ? PeriodState.COMPLETE : PeriodState.partial(missing, flaws);
    }

    /** The period itself, and the coarser ones that hold it. */
    private List<Period> holders(Period period) {
        return Stream.of(Granularity.values())
                .filter(granularity -> granularity.compareTo(step) >= 0)
                .map(granularity -> calendar.containing(granularity, period.from()))
                .toList();
    }

    private void addFlaws(Told told, Period period, List<Period> holders, Map<Period, Flaw> flaws) {
        if (told.flaws.isEmpty()) {
            return;
        }
        boolean hadGone = told.stream.hadGoneBefore(period, calendar.window());
        for (Period holder : holders) {
            Flaw flaw = told.flaws.get(holder);
            if (flaw != null && (holder.equals(period) || !hadGone)) {
                flaws.merge(holder, flaw, Flaw::plus);
            }
        }
    }
}
