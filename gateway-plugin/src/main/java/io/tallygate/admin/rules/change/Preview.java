package io.tallygate.admin.rules.change;

import io.tallygate.admin.rules.edit.FieldChange;
import io.tallygate.rule.RuleDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a rule would come to.
 *
 * @param position the place that the rule would have among all, from 1; absent where it would be gone
 * @param total how many rules there would be
 * @param beatenBy rules that would take some or all of its requests before it; at most ten
 * @param warnings what one may not have meant
 */
record Preview(
        @Nullable RuleDraft before,
        @Nullable RuleDraft after,
        List<FieldChange> changes,
        @Nullable Integer position,
        int total,
        List<String> beatenBy,
        List<String> warnings) {}
