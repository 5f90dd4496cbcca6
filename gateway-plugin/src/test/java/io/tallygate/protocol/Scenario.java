package io.tallygate.protocol;

import java.util.List;

/**
 * What may happen in an exploration.
 *
 * @param name what it is about
 * @param hits how many hits each stream decides
 * @param budget how often each chance may happen
 */
record Scenario(String name, List<Integer> hits, Budget budget) {

    static Scenario of(String name, int hitsOfA, int hitsOfB) {
        return new Scenario(name, List.of(hitsOfA, hitsOfB), Budget.NONE);
    }

    Scenario with(Chance chance, int times) {
        return new Scenario(name, hits, budget.plus(chance, times));
    }

    int hits(Stream stream) {
        return hits.get(stream.id());
    }

    @Override
    public String toString() {
        return name;
    }
}
