package io.tallygate.flush;

/**
 * Where the hits of one stream are. Whatever happens, each hit that was decided is in exactly one of the other places.
 *
 * @param decided hits that were due, since the stream began
 * @param inFlight those whose outcome is not known yet
 * @param waiting those that were not sent yet
 * @param unanswered those in batches that were sent and not acknowledged
 * @param acknowledged those that the store has
 * @param lost those that the store had and forgot, and that could no longer be sent again; or whose fate is unknown
 */
public record StreamFigures(long decided, long inFlight, long waiting, long unanswered, long acknowledged, long lost) {

    /** Nothing decided yet. */
    public static final StreamFigures ZERO = new StreamFigures(0, 0, 0, 0, 0, 0);

    /** What was decided and is nowhere; 0 unless hits are lost without a word, negative if some were counted twice. */
    public long difference() {
        return decided - inFlight - waiting - unanswered - acknowledged - lost;
    }
}
