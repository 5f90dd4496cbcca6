package io.tallygate.history;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;

/**
 * What requests are counted under: a rule or one of the user's routes.
 *
 * @param kind the rule's strategy, or route
 * @param id the rule's or route's id
 */
public record CountedId(HitKind kind, String id) {

    /** What a counter counts for. */
    public static CountedId of(CounterKey key) {
        return new CountedId(key.kind(), key.id());
    }
}
