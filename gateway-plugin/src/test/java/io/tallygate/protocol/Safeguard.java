package io.tallygate.protocol;

/** What the protocol consists of. Each can be taken out; each is missed. */
enum Safeguard {

    // What the scripts do.

    /** A batch is applied only if it is the next one, and acknowledged without being applied if it was before. */
    SEQUENCE_CHECK,
    /** The next one may skip what the stream can no longer send. */
    FLOOR,
    /** Redis finds out how many hits are lost: those before this batch, less those applied. Otherwise streams declare them. */
    LOSS_FROM_BEFORE,
    /** A counter is read, put into its list and parent and deleted in one script. */
    ATOMIC_MOVE,
    /** That script moves what is live now, not what was read before. */
    MOVE_OF_WHAT_IS_LIVE,

    // What a stream does.

    /** The floor is told with each send as it is then, not as it was when the batch was sent first. */
    FLOOR_TOLD_ANEW,
    /** A batch is sent again as it was, not cut anew with the hits that came meanwhile. */
    UNCHANGED_RESEND,
    /** A hit that comes while its window's batch is unanswered waits for the next batch. */
    UNTOUCHED_SENT_BATCH,
    /** A batch holds hits of one window. */
    ONE_WINDOW_A_BATCH,
    /** What Redis says of the last batch it has is believed, also where it said more before. */
    BELIEVING_LESS,
    /** A stream with nothing to send sends its newest batch again, to see whether Redis still has it. */
    IDLE_LOOK,
    /** The newest acknowledged batch is never dropped, so that there is something to look with. */
    NEWEST_KEPT
}
