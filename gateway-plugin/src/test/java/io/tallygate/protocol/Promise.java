package io.tallygate.protocol;

/** What holds whatever happens. */
enum Promise {
    /** In every state: no hit is in Redis twice, be it live or in a list. */
    COUNTED_ONCE,
    /** In every state: a hit is in the window in which it was decided. */
    IN_ITS_WINDOW,
    /**
     * In every state and for each stream: hits applied = hits live and in lists, and hits applied + lost = hits in batches
     * up to the last one applied. What is in the lists is in the hour.
     */
    CONSERVED,
    /**
     * In every state: what was acknowledged is in Redis, unless Redis forgot. Once a living stream has nothing left to do:
     * every hit is in Redis, but for those in batches that it had dropped from its log, and it was told how many
     * these are.
     */
    NOTHING_MISSING,
    /** From every state, without a new hit, living streams come to have nothing left to do. */
    SETTLES
}
