package io.tallygate.rules;

import java.util.concurrent.atomic.AtomicLong;

/** The place of a rule that takes its nodes in turn: a number that grows by one with each pick. */
public final class Turn {

    private final AtomicLong next;

    /** A turn that begins with this number. */
    public Turn(long first) {
        this.next = new AtomicLong(first);
    }

    /** The next number; unsigned, for it may begin anywhere. */
    public long next() {
        return next.getAndIncrement();
    }
}
