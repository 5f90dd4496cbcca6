package io.tallygate.admin.rules.change;

import io.tallygate.rule.RuleDraft;
import io.tallygate.rules.store.Action;
import io.tallygate.rules.store.StoredRule;
import org.jspecify.annotations.Nullable;

/**
 * What a call wants of one rule.
 *
 * @param ifMatch for which state of the rule; null where it must not be there yet
 * @param yours what was sent, to be shown beside the current state if that is another; null for nothing
 * @param draft what the rule is to become
 */
record Wish(
        Action action,
        String id,
        @Nullable IfMatch ifMatch,
        @Nullable Object yours,
        Becoming draft) {

    /** What a rule becomes of what it is. */
    @FunctionalInterface
    interface Becoming {

        /**
         * What is to be there, as it is kept.
         *
         * @param stored what is there; null for nothing, which is so exactly where the rule is created
         * @return null where nothing is to be there
         */
        @Nullable RuleDraft of(@Nullable StoredRule stored);
    }
}
