package io.tallygate.rules.store;

import io.tallygate.rules.NodeName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is kept, as of one moment.
 *
 * @param mark which moment that was
 * @param rules by their ids
 * @param offline the nodes that are offline
 */
public record Picture(Mark mark, Map<String, StoredRule> rules, Set<NodeName> offline) {

    /** Nothing is kept. */
    public static final Picture EMPTY = new Picture(Mark.NONE, Map.of(), Set.of());

    public Picture {
        rules = Map.copyOf(rules);
        offline = Set.copyOf(offline);
    }

    /** The picture after some changes, which follow on this one and are none of them large. */
    public Picture after(List<Change> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<String, StoredRule> now = new HashMap<>(rules);
        Set<NodeName> nodes = new HashSet<>(offline);
        for (Change change : changes) {
            for (ChangedRule rule : change.rules()) {
                if (rule.after() == null) {
                    now.remove(rule.id());
                } else {
                    now.put(rule.id(), rule.after());
                }
            }
            SwitchedNode node = change.node();
            if (node != null && node.offline()) {
                nodes.add(node.name());
            } else if (node != null) {
                nodes.remove(node.name());
            }
        }
        return new Picture(changes.get(changes.size() - 1).mark(), now, nodes);
    }
}
