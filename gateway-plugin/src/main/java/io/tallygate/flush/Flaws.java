package io.tallygate.flush;

import static java.util.Objects.requireNonNull;

import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the hits of one stream lack, by period; beyond a bound the oldest periods are written as hours and days. */
final class Flaws {

    static final int MAX = 1000;

    private final Calendar calendar;
    private final TreeMap<Period, Flaw> byPeriod =
            new TreeMap<>(Comparator.comparing(Period::from).thenComparing(Period::granularity));

    Flaws(Calendar calendar) {
        this.calendar = calendar;
    }

    void add(Period period, Flaw flaw) {
        byPeriod.merge(period, flaw, Flaw::plus);
        while (byPeriod.size() > MAX && coarsenOldest()) {
            // the oldest first
        }
    }

    private boolean coarsenOldest() {
        Optional<Period> oldest = of(Granularity.HOUR).count() > MAX / 2
                ? Optional.empty()
                : of(Granularity.WINDOW).findFirst();
        oldest = oldest.or(() -> of(Granularity.HOUR).findFirst());
        oldest.ifPresent(period -> {
            Flaw flaw = requireNonNull(byPeriod.remove(period));
            byPeriod.merge(calendar.parent(period), flaw, Flaw::plus);
        });
        return oldest.isPresent();
    }

    private Stream<Period> of(Granularity granularity) {
        return byPeriod.keySet().stream().filter(period -> period.granularity() == granularity);
    }

    long lost() {
        return byPeriod.values().stream().mapToLong(Flaw::lost).sum();
    }

    /** All of them together with some more. */
    Flaws with(Flaws others) {
        Flaws all = new Flaws(calendar);
        byPeriod.forEach(all::add);
        others.byPeriod.forEach(all::add);
        return all;
    }

    /** What is left of them without some that were theirs once; those may be written as hours and days by now. */
    Flaws without(Map<Period, Flaw> once) {
        Map<Period, Flaw> rest = new HashMap<>(byPeriod);
        once.forEach((period, flaw) -> {
            Period now = period;
            while (!rest.containsKey(now) && now.granularity() != Granularity.DAY) {
                now = calendar.parent(now);
            }
            rest.computeIfPresent(now, (p, all) -> all.minus(flaw));
        });
        rest.values().removeIf(Flaw.NONE::equals);
        Flaws left = new Flaws(calendar);
        left.byPeriod.putAll(rest);
        return left;
    }

    Map<Period, Flaw> byPeriod() {
        return Map.copyOf(byPeriod);
    }
}
