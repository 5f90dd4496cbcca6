package io.tallygate.protocol;

import java.util.function.Supplier;

/**
 * Something that can happen next.
 *
 * @param nature whether it will happen if nothing else does
 * @param text what happens, for a reader
 * @param after the state then
 */
record Step(Nature nature, Supplier<String> text, State after) {

    /** Whether a step will happen if nothing else does. */
    enum Nature {
        /** Sooner or later: what is sent arrives, what can be sent is sent. */
        SURE,
        /** Perhaps, perhaps never: a hit, a fault, time that runs out. */
        PERHAPS
    }

    static Step sure(Supplier<String> text, State after) {
        return new Step(Nature.SURE, text, after);
    }

    static Step perhaps(Supplier<String> text, State after) {
        return new Step(Nature.PERHAPS, text, after);
    }

    @Override
    public String toString() {
        return text.get();
    }
}
