package io.tallygate.rules.store;

import org.jspecify.annotations.Nullable;

/**
 * What a change did to one rule.
 *
 * @param before null where it was created
 * @param after null where it was deleted
 */
public record ChangedRule(
        String id, @Nullable StoredRule before, @Nullable StoredRule after) {}
