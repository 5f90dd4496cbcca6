package io.tallygate.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some hits, and how often each of them is there. A digit for each hit.
 *
 * @param digits four bits for each hit of each stream
 */
record Bag(int digits) {

    static final Bag EMPTY = new Bag(0);

    private static final int BITS = 4;
    private static final int MASK = 15;

    static Bag of(Hit hit) {
        return new Bag(1 << position(hit));
    }

    private static int position(Hit hit) {
        return BITS * (hit.stream() * Hit.MOST + hit.number() - 1);
    }

    Bag plus(Bag other) {
        return new Bag(digits + other.digits);
    }

    /** Those of its hits that are not in another bag. */
    Bag without(Bag other) {
        int rest = 0;
        for (int position = 0; position < Integer.SIZE; position += BITS) {
            int mask = MASK << position;
            if ((other.digits & mask) == 0) {
                rest |= digits & mask;
            }
        }
        return new Bag(rest);
    }

    int count(Hit hit) {
        return (digits >> position(hit)) & MASK;
    }

    boolean contains(Hit hit) {
        return count(hit) > 0;
    }

    boolean isEmpty() {
        return digits == 0;
    }

    int size() {
        int size = 0;
        for (int rest = digits; rest > 0; rest >>= BITS) {
            size += rest & MASK;
        }
        return size;
    }

    /** How many of them are one stream's. */
    int size(int stream) {
        int size = 0;
        for (int number = 1; number <= Hit.MOST; number++) {
            size += count(new Hit(stream, number));
        }
        return size;
    }

    void forEach(Consumer<Hit> action) {
        for (int stream = 0; stream < Hit.STREAMS; stream++) {
            for (int number = 1; number <= Hit.MOST; number++) {
                Hit hit = new Hit(stream, number);
                for (int i = count(hit); i > 0; i--) {
                    action.accept(hit);
                }
            }
        }
    }

    @Override
    public String toString() {
        List<String> hits = new ArrayList<>();
        forEach(hit -> hits.add(hit.toString()));
        return String.join("+", hits);
    }
}
