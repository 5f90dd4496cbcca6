package io.tallygate.protocol;

import io.tallygate.protocol.State.Leader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states seen, numbered in the order in which they were seen. Millions of states are put together from a few thousand
 * different parts; so a state is kept as the numbers of its parts.
 */
final class Visited {

    private static final int PARTS = 7;
    private static final int NONE = -1;

    private final Parts<Stream> streams = new Parts<>();
    private final Parts<Redis> redis = new Parts<>();
    private final Parts<List<Request>> strays = new Parts<>();
    private final Parts<List<Leader>> leaders = new Parts<>();
    private final Parts<Budget> budgets = new Parts<>();

    private int[] states = new int[PARTS << 12];
    /** Where a state's parts begin, by their hash; open addressing. */
    private int[] table = newTable(1 << 13);

    private int size;

    /** Different values of one kind, numbered. */
    private static final class Parts<T> {
        private final Map<T, Integer> numbers = new HashMap<>();
        private final List<T> values = new ArrayList<>();

        int number(T value) {
            Integer number = numbers.putIfAbsent(value, values.size());
            if (number == null) {
                values.add(value);
                return values.size() - 1;
            }
            return number;
        }

        T get(int number) {
            return values.get(number);
        }
    }

    int size() {
        return size;
    }

    /** The number of a state. It is {@link #size} as it was before if the state is new. */
    int number(State state) {
        makeRoom();
        write(state, size * PARTS);
        int place = find(size * PARTS);
        if (table[place] == NONE) {
            table[place] = size * PARTS;
            size++;
        }
        return table[place] / PARTS;
    }

    State get(int number) {
        int at = number * PARTS;
        return new State(
                List.of(streams.get(states[at]), streams.get(states[at + 1])),
                redis.get(states[at + 2]),
                states[at + 3] == NONE ? null : redis.get(states[at + 3]),
                strays.get(states[at + 4]),
                leaders.get(states[at + 5]),
                budgets.get(states[at + 6]));
    }

    private void write(State state, int at) {
        Redis replica = state.replica();
        states[at] = streams.number(state.streams().get(0));
        states[at + 1] = streams.number(state.streams().get(1));
        states[at + 2] = redis.number(state.redis());
        states[at + 3] = replica == null ? NONE : redis.number(replica);
        states[at + 4] = strays.number(state.strays());
        states[at + 5] = leaders.number(state.leaders());
        states[at + 6] = budgets.number(state.left());
    }

    private void makeRoom() {
        if ((size + 1) * PARTS > states.length) {
            states = Arrays.copyOf(states, states.length * 2);
            table = newTable(table.length * 2);
            for (int i = 0; i < size; i++) {
                table[find(i * PARTS)] = i * PARTS;
            }
        }
    }

    private static int[] newTable(int length) {
        int[] table = new int[length];
        Arrays.fill(table, NONE);
        return table;
    }

    /** The place in the table where a state is, or where it belongs. */
    private int find(int at) {
        int place = hash(at) & (table.length - 1);
        while (table[place] != NONE && !same(table[place], at)) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    private boolean same(int one, int other) {
        return Arrays.equals(states, one, one + PARTS, states, other, other + PARTS);
    }

    private int hash(int at) {
        long hash = 0;
        for (int i = at; i < at + PARTS; i++) {
            hash = (hash ^ states[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }
}
