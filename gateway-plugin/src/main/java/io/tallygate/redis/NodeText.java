package io.tallygate.redis;

import io.tallygate.rules.NodeName;

/** The text of a node in the hash of those that are offline. */
final class NodeText {

    private static final char SEPARATOR = '|';

    private NodeText() {}

    static String format(NodeName name) {
        return name.service() + SEPARATOR + name.node();
    }

    static NodeName parse(String text) {
        // No service id has a '|'.
        int end = text.indexOf(SEPARATOR);
        return new NodeName(text.substring(0, Math.max(0, end)), text.substring(end + 1));
    }
}
