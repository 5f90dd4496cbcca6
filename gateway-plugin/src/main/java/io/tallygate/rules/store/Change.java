package io.tallygate.rules.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of the dynamic rules, or of a node, as the log has it.
 *
 * @param mark where the rules stood after it
 * @param at when it was, by the store's clock
 * @param by who did it
 * @param summary what it was, in a few words
 * @param count how many rules it touched
 * @param rules those rules; none of a large change, whose rules are kept apart
 * @param node the node that it switched, or null
 */
public record Change(
        Mark mark,
        Instant at,
        String by,
        Action action,
        String summary,
        int count,
        List<ChangedRule> rules,
        @Nullable SwitchedNode node) {

    public Change {
        rules = List.copyOf(rules);
    }

    /** Whether its rules are kept apart. */
    public boolean isLarge() {
        return rules.size() < count;
    }
}
