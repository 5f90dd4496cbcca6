package io.tallygate.admin.rules.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rules.store.NewChange.Edit;
import io.tallygate.rules.store.Picture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of many rules comes to. Lists are cut after a thousand.
 *
 * @param more whether a list was cut
 * @param version the version that the change got; absent where it was not made
 */
public record Difference(
        List<String> added,
        List<ChangedFields> changed,
        List<String> removed,
        long unchanged,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean more,
        @Nullable Long version) {

    private static final int MOST = 1000;

    /** What differs in one rule. */
    public record ChangedFields(String id, List<FieldChange> changes) {
        static ChangedFields of(Edit edit) {
            RuleDraft before = edit.before() == null ? null : edit.before().draft();
            return new ChangedFields(edit.id(), FieldChange.between(before, edit.after()));
        }
    }

    /** What these edits of the rules that there are come to. */
    public static Difference of(List<Edit> edits, Picture current, @Nullable Long version) {
        long unchanged = current.rules().size()
                - edits.stream().filter(edit -> edit.before() != null).count();
        List<String> added = edits.stream()
                .filter(edit -> edit.before() == null)
                .map(Edit::id)
                .limit(MOST + 1)
                .toList();
        List<ChangedFields> changed = edits.stream()
                .filter(edit -> edit.before() != null && edit.after() != null)
                .limit(MOST + 1)
                .map(ChangedFields::of)
                .toList();
        List<String> removed = edits.stream()
                .filter(edit -> edit.after() == null)
                .map(Edit::id)
                .limit(MOST + 1)
                .toList();
        boolean more = Math.max(added.size(), Math.max(changed.size(), removed.size())) > MOST;
        return new Difference(cut(added), cut(changed), cut(removed), unchanged, more, version);
    }

    private static <T> List<T> cut(List<T> list) {
        return list.subList(0, Math.min(MOST, list.size()));
    }
}
