package io.tallygate.rules;

import java.util.Set;

/** The nodes that were taken offline by hand: no request goes there, by whatever rule or route. */
public final class OfflineNodes {

    private volatile Set<NodeName> now = Set.of();

    /** These nodes are offline from now on, and no others. */
    public void swap(Set<NodeName> nodes) {
        now = Set.copyOf(nodes);
    }

    /** Whether none is. */
    public boolean isEmpty() {
        return now.isEmpty();
    }

    public boolean contains(String service, String node) {
        Set<NodeName> nodes = now;
        return !nodes.isEmpty() && nodes.contains(new NodeName(service, node));
    }

    /** All of them. */
    public Set<NodeName> all() {
        return now;
    }
}
