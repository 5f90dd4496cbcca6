package io.tallygate.hit;

/** How a request, or one attempt at a node, ended. */
public enum Outcome {
    /** The response was completed and is no failure. */
    SUCCESS,
    /** The client got a status that counts as a failure, or the response broke off. */
    FAILURE,
    /** The client went away first. */
    CANCELLED
}
