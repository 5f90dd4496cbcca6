package io.tallygate.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries everything that can happen, breadth first: what it finds, it finds in as few steps as possible. */
final class Explorer {

    private final Model model;
    private final Visited visited = new Visited();
    private final Numbers parents = new Numbers();
    private final Numbers sureFrom = new Numbers();
    private final Numbers sureTo = new Numbers();
    private final BitSet settling = new BitSet();
    private final Set<Budget> settledWith = new HashSet<>();

    private Explorer(Model model) {
        this.model = model;
    }

    /** Numbers in a row. */
    private static final class Numbers {
        private int[] values = new int[1 << 12];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int get(int i) {
            return values[i];
        }
    }

    static Exploration explore(Model model) {
        return new Explorer(model).explore();
    }

    private Exploration explore() {
        visited.number(model.initial());
        parents.add(0);
        for (int i = 0; i < visited.size(); i++) {
            State state = visited.get(i);
            Optional<Breach> breach = model.breach(state);
            if (breach.isPresent()) {
                return found(breach.get(), i);
            }
            if (model.isSettled(state)) {
                settling.set(i);
                settledWith.add(state.left());
            }
            for (Step step : model.steps(state)) {
                follow(i, step);
            }
        }
        spreadSettling();
        int stuck = settling.nextClearBit(0);
        if (model.watches(Promise.SETTLES) && stuck < visited.size()) {
            return found(new Breach(Promise.SETTLES, "and so on for ever"), stuck);
        }
        return new Exploration(visited.size(), null, List.of(), settledWith);
    }

    private void follow(int from, Step step) {
        int known = visited.size();
        int to = visited.number(step.after());
        if (to == known) {
            parents.add(from);
        }
        if (step.nature() == Step.Nature.SURE) {
            sureFrom.add(from);
            sureTo.add(to);
        }
    }

    /** A state settles if a sure step leads to one that does. */
    private void spreadSettling() {
        boolean spread = true;
        while (spread) {
            spread = false;
            for (int i = sureFrom.size - 1; i >= 0; i--) {
                if (settling.get(sureTo.get(i)) && !settling.get(sureFrom.get(i))) {
                    settling.set(sureFrom.get(i));
                    spread = true;
                }
            }
        }
    }

    private Exploration found(Breach breach, int at) {
        List<String> trace = new ArrayList<>();
        for (int i = at; i > 0; i = parents.get(i)) {
            trace.add(text(visited.get(parents.get(i)), visited.get(i)));
        }
        Collections.reverse(trace);
        if (breach.promise() == Promise.SETTLES) {
            trace.addAll(round(visited.get(at)));
        }
        return new Exploration(visited.size(), breach, trace, settledWith);
    }

    /** What happens for ever in a state that does not settle: sure steps until it has been there before. */
    private List<String> round(State stuck) {
        List<String> round = new ArrayList<>();
        Set<State> been = new HashSet<>();
        State state = stuck;
        while (been.add(state)) {
            Step step = model.steps(state).stream()
                    .filter(each -> each.nature() == Step.Nature.SURE)
                    .findFirst()
                    .orElseThrow();
            round.add(step.toString());
            state = step.after();
        }
        return round;
    }

    private String text(State from, State to) {
        return model.steps(from).stream()
                .filter(step -> step.after().equals(to))
                .map(Step::toString)
                .findFirst()
                .orElseThrow();
    }
}
