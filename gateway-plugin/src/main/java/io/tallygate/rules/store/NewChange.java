package io.tallygate.rules.store;

import io.tallygate.rule.RuleDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that is to be made.
 *
 * @param by who makes it
 * @param summary what it is, in a few words
 * @param edits what it does to rules, each at most once
 * @param node the node that it switches, or null
 */
public record NewChange(
        Action action,
        String by,
        String summary,
        List<Edit> edits,
        @Nullable SwitchedNode node) {

    public NewChange {
        edits = List.copyOf(edits);
    }

    /**
     * What is to be done to one rule.
     *
     * @param before the rule as it is kept now; null where there is none
     * @param after the rule as it is to be; null where it is to be deleted
     */
    public record Edit(
            String id,
            @Nullable StoredRule before,
            @Nullable RuleDraft after) {}
}
