package io.tallygate.protocol;

/** What happens only so often in an exploration, so that it comes to an end. */
enum Chance {
    /** A request or its answer is lost; the stream stops waiting. */
    LOSS,
    /** The stream stops waiting for a request that arrives nevertheless, at any time. */
    DELAY,
    /** A process stops for ever. What it sent may still arrive. */
    CRASH,
    /** Redis is what it was at some earlier moment: a replica took over that had not heard of all since. */
    FAILOVER,
    /** Redis has nothing any more. */
    EMPTYING,
    /** A leader closes window 1. It may stop half-way, and there may be two. */
    CLOSING,
    /** Redis keeps the hits, but not what it knows of stream a: that key was evicted or ran out. This must not happen. */
    EXPIRY
}
