package io.tallygate.redis;

import io.tallygate.rules.NodeName;
import io.tallygate.rules.store.Action;
import io.tallygate.rules.store.Change;
import io.tallygate.rules.store.ChangedRule;
import io.tallygate.rules.store.Mark;
import io.tallygate.rules.store.NewChange;
import io.tallygate.rules.store.NewChange.Edit;
import io.tallygate.rules.store.StoredRule;
import io.tallygate.rules.store.SwitchedNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The text of a change in the log: its token and time (ms), which Redis puts before it, and JSON with the rest. A rule in
 * it has its whole text from before, and its text after without what Redis puts before that: the change's own version and
 * time.
 */
final class ChangeText {

    private ChangeText() {}

    private record Written(
            String by,
            String action,
            String summary,
            int count,
            @Nullable List<RuleWritten> rules,
            @Nullable NodeWritten node) {}

    record RuleWritten(
            String id, @Nullable String before, @Nullable String after) {

        static RuleWritten of(Edit edit, String by) {
            return new RuleWritten(
                    edit.id(), text(edit.before()), edit.after() == null ? null : RuleText.format(by, edit.after()));
        }

        private static @Nullable String text(@Nullable StoredRule rule) {
            return rule == null
                    ? null
                    : RuleText.format(
                            rule.version(), rule.at().toEpochMilli(), RuleText.format(rule.by(), rule.draft()));
        }

        ChangedRule read(long version, Instant at) {
            return new ChangedRule(
                    id,
                    before == null ? null : RuleText.parse(id, before),
                    after == null ? null : RuleText.parse(id, version, at, after));
        }
    }

    private record NodeWritten(String service, String node, boolean offline) {}

    /** The text of a change, without what Redis puts before it. */
    static String format(NewChange change, boolean large) {
        SwitchedNode node = change.node();
        return RuleText.JSON.writeValueAsString(new Written(
                change.by(),
                change.action().word(),
                change.summary(),
                change.edits().size(),
                large || change.edits().isEmpty()
                        ? null
                        : change.edits().stream()
                                .map(edit -> RuleWritten.of(edit, change.by()))
                                .toList(),
                node == null
                        ? null
                        : new NodeWritten(node.name().service(), node.name().node(), node.offline())));
    }

    /** The change; nothing where its text cannot be read, such as that of a newer version of this program. */
    static Optional<Change> parse(long version, String text) {
        try {
            return Optional.of(read(version, text));
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Change read(long version, String text) {
        int first = text.indexOf(' ');
        int second = text.indexOf(' ', first + 1);
        Instant at = Instant.ofEpochMilli(Long.parseLong(text.substring(first + 1, second)));
        Written written = RuleText.JSON.readValue(text.substring(second + 1), Written.class);
        NodeWritten node = written.node;
        return new Change(
                new Mark(version, text.substring(0, first)),
                at,
                written.by,
                Action.valueOf(written.action.toUpperCase(Locale.ROOT)),
                written.summary,
                written.count,
                written.rules == null
                        ? List.of()
                        : written.rules.stream()
                                .map(rule -> rule.read(version, at))
                                .toList(),
                node == null ? null : new SwitchedNode(new NodeName(node.service, node.node), node.offline));
    }
}
