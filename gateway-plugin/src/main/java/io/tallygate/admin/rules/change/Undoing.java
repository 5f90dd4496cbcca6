package io.tallygate.admin.rules.change;

import io.tallygate.admin.rules.edit.Drafts;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rules.store.Change;
import io.tallygate.rules.store.ChangedRule;
import io.tallygate.rules.store.NewChange.Edit;
import io.tallygate.rules.store.Picture;
import io.tallygate.rules.store.StoredRule;
import io.tallygate.rules.store.SwitchedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to take a change back.
 *
 * @param rules all that it did to rules
 */
record Undoing(Change change, List<ChangedRule> rules) {

    long version() {
        return change.mark().version();
    }

    /** What is not as the change has left it, nor as it was before. */
    List<String> conflicts(Picture current) {
        List<String> conflicts = new ArrayList<>();
        for (ChangedRule rule : rules) {
            StoredRule now = current.rules().get(rule.id());
            boolean asLeft = rule.after() == null ? now == null : now != null && now.version() == version();
            if (!asLeft && !Objects.equals(draft(now), draft(rule.before()))) {
                conflicts.add(rule.id());
            }
        }
        return conflicts;
    }

    /** What is to be done to the rules as they are now. */
    List<Edit> edits(Picture current) {
        List<Edit> edits = new ArrayList<>();
        for (ChangedRule rule : rules) {
            StoredRule now = current.rules().get(rule.id());
            RuleDraft before =
                    rule.before() == null ? null : Drafts.normal(rule.before().draft());
            if (!Objects.equals(draft(now), before)) {
                edits.add(new Edit(rule.id(), now, before));
            }
        }
        return edits;
    }

    /** How the node is to be switched; null where it is that way, or none was. */
    @Nullable SwitchedNode node(Picture current) {
        SwitchedNode node = change.node();
        return node == null || current.offline().contains(node.name()) != node.offline()
                ? null
                : new SwitchedNode(node.name(), !node.offline());
    }

    private static @Nullable RuleDraft draft(@Nullable StoredRule rule) {
        return rule == null ? null : rule.draft();
    }
}
