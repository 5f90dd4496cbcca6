package io.tallygate.admin.rules.edit;

import io.tallygate.rule.RuleDraft;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What differs in one field of a rule. A list is one value.
 *
 * @param field its path in the rule, such as "match.path"
 * @param before absent where there was none
 * @param after absent where there is none
 */
public record FieldChange(
        String field, @Nullable JsonNode before, @Nullable JsonNode after) {

    /** All that differs between two drafts. */
    public static List<FieldChange> between(@Nullable RuleDraft before, @Nullable RuleDraft after) {
        List<FieldChange> changes = new ArrayList<>();
        add(changes, "", before == null ? null : Drafts.tree(before), after == null ? null : Drafts.tree(after));
        return changes;
    }

    private static void add(
            List<FieldChange> changes, String field, @Nullable JsonNode before, @Nullable JsonNode after) {
        boolean objects = (before == null || before.isObject()) && (after == null || after.isObject());
        if (!objects) {
            if (before == null || !before.equals(after)) {
                changes.add(new FieldChange(field, before, after));
            }
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        if (before != null) {
            names.addAll(before.propertyNames());
        }
        if (after != null) {
            names.addAll(after.propertyNames());
        }
        for (String name : names) {
            add(
                    changes,
                    field.isEmpty() ? name : field + "." + name,
                    before == null ? null : before.get(name),
                    after == null ? null : after.get(name));
        }
    }
}
