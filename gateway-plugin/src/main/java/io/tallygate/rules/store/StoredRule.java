package io.tallygate.rules.store;

import io.tallygate.rule.RuleDraft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dynamic rule as it is kept. What was written may have become unreadable.
 *
 * @param version the version of the change that last touched it
 * @param at when that was, by the store's clock
 * @param by who did it
 * @param draft what was written; only the id where that cannot be read
 * @param unreadable why it cannot be read; null where it can
 */
public record StoredRule(
        String id,
        long version,
        Instant at,
        String by,
        RuleDraft draft,
        @Nullable String unreadable) {}
