package io.tallygate.admin.nodes;

import java.util.Comparator;

/**
 * A node, as calls name it.
 *
 * @param service the service id
 * @param node the instance id
 */
public record NodeName(String service, String node) implements Comparable<NodeName> {

    private static final Comparator<NodeName> ORDER =
            Comparator.comparing(NodeName::service).thenComparing(NodeName::node);

    @Override
    public int compareTo(NodeName other) {
        return ORDER.compare(this, other);
    }
}
