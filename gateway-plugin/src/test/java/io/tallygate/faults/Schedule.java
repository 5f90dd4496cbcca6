package io.tallygate.faults;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Begins and ends faults as chance will have it, one at a time for each victim. */
final class Schedule {

    private final List<Fault> faults;
    private final Random random;
    private final Map<String, Fault> going = new TreeMap<>();

    Schedule(List<Fault> faults, Random random) {
        this.faults = faults;
        this.random = random;
    }

    /** Draws a fault: it begins, or if its victim suffers from one, that one ends. Tells which. */
    String step() {
        Fault drawn = faults.get(random.nextInt(faults.size()));
        Fault before = going.remove(drawn.victim());
        if (before != null) {
            end(before);
            return "over: " + before.name();
        }
        if (drawn.end() != null) {
            going.put(drawn.victim(), drawn);
        }
        drawn.begin().run();
        return drawn.name();
    }

    /** Ends what still goes on. */
    void end() {
        going.values().forEach(Schedule::end);
        going.clear();
    }

    private static void end(Fault fault) {
        if (fault.end() != null) {
            fault.end().run();
        }
    }
}
