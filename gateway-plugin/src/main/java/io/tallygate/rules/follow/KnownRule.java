package io.tallygate.rules.follow;

import io.tallygate.rule.InvalidRuleException;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleReader;
import io.tallygate.rules.store.StoredRule;
import org.jspecify.annotations.Nullable;

/**
 * A dynamic rule, and what has become of it here.
 *
 * @param rule the rule; null where what was written is not one
 * @param broken why it is not in force; null where it is
 */
public record KnownRule(
        StoredRule stored, @Nullable Rule rule, @Nullable String broken) {

    private static final String TAKEN = "its id is taken by a rule of the configuration";

    static KnownRule read(StoredRule stored, boolean taken) {
        if (stored.unreadable() != null) {
            return new KnownRule(stored, null, stored.unreadable());
        }
        try {
            return new KnownRule(stored, RuleReader.read(stored.draft()), taken ? TAKEN : null);
        } catch (InvalidRuleException e) {
            return new KnownRule(stored, null, e.getMessage());
        }
    }
}
