package io.tallygate.balance.outcome;

/**
 * The node that a rule names and that its service does not have now.
 *
 * @param node the instance id
 * @param how what it is instead, as a client may read it
 */
public record MissingNode(String node, String how) {

    /** One that was taken offline by hand. */
    public static MissingNode takenOffline(String node) {
        return new MissingNode(node, "is offline");
    }

    /** One that discovery does not tell of. */
    public static MissingNode unknown(String node) {
        return new MissingNode(node, "is not known to discovery");
    }
}
