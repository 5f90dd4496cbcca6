package io.tallygate.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * One process: the hits that it decided, the batches that it cut, and what Redis told it.
 *
 * @param id 0 or 1; its name is a or b
 * @param decided how many hits it decided
 * @param batches all batches it ever cut; those above {@code pruned} are its log, which it can send again
 * @param pruned the seq of the last batch that it dropped from its log
 * @param acked the seq of the last batch that Redis has, by its last answer
 * @param lost how many of its hits will never be in Redis, by its last answer
 * @param doing what it is doing
 */
record Stream(int id, int decided, List<Batch> batches, int pruned, int acked, int lost, Doing doing) {

    /** What a stream is doing: it asks one thing at a time. */
    sealed interface Doing {

        Doing NOTHING = new Nothing();

        /** It may send. */
        record Nothing() implements Doing {}

        /** Its request is under way to Redis. */
        record Asking(Request request) implements Doing {}

        /** Redis's answer is under way to it. */
        record Answered(Redis.Known known) implements Doing {}

        /** It stopped for ever. */
        record Crashed() implements Doing {}
    }

    Stream {
        batches = List.copyOf(batches);
    }

    static Stream fresh(int id) {
        return new Stream(id, 0, List.of(), 0, 0, 0, Doing.NOTHING);
    }

    static String name(int id) {
        return id == 0 ? "a" : "b";
    }

    String name() {
        return name(id);
    }

    boolean isAlive() {
        return !(doing instanceof Doing.Crashed);
    }

    boolean isFree() {
        return doing instanceof Doing.Nothing;
    }

    /** The lowest seq that it could still send. */
    int floor() {
        return pruned + 1;
    }

    /** The seq of the last batch that it cut. */
    int newest() {
        return batches.size();
    }

    Batch batch(int seq) {
        return batches.get(seq - 1);
    }

    /** The seq of the first batch in its log that Redis does not have, as far as it knows; newest + 1 if there is none. */
    int firstUnacknowledged() {
        return Math.max(acked, pruned) + 1;
    }

    /** How many hits are in its batches up to one. */
    int hitsUpTo(int seq) {
        int hits = 0;
        for (Batch batch : batches.subList(0, seq)) {
            hits += batch.hits().size();
        }
        return hits;
    }

    /** Its hits of a window that are in no batch yet. */
    Bag waiting(int window) {
        Bag waiting = Bag.EMPTY;
        for (int number = 1; number <= decided; number++) {
            Hit hit = new Hit(id, number);
            if (hit.window() == window
                    && batches.stream().noneMatch(batch -> batch.hits().contains(hit))) {
                waiting = waiting.plus(Bag.of(hit));
            }
        }
        return waiting;
    }

    boolean hasWaiting() {
        return !waiting(1).isEmpty() || !waiting(2).isEmpty();
    }

    /** Nothing waits, and all that was cut is acknowledged. */
    boolean hasNothingToSend() {
        return acked == newest() && !hasWaiting();
    }

    Stream decide() {
        return new Stream(id, decided + 1, batches, pruned, acked, lost, doing);
    }

    /** With a batch cut, or replaced by another of the same seq. */
    Stream with(Batch batch) {
        List<Batch> changed = new ArrayList<>(batches);
        if (batch.seq() > newest()) {
            changed.add(batch);
        } else {
            changed.set(batch.seq() - 1, batch);
        }
        return new Stream(id, decided, changed, pruned, acked, lost, doing);
    }

    Stream prune() {
        return new Stream(id, decided, batches, pruned + 1, acked, lost, doing);
    }

    Stream hear(int last, int nowLost) {
        return new Stream(id, decided, batches, pruned, last, nowLost, Doing.NOTHING);
    }

    Stream doing(Doing what) {
        return new Stream(id, decided, batches, pruned, acked, lost, what);
    }
}
