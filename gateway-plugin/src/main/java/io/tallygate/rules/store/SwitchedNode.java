package io.tallygate.rules.store;

import io.tallygate.rules.NodeName;

/**
 * What a change did to a node.
 *
 * @param offline whether it was taken offline, or else back
 */
public record SwitchedNode(NodeName name, boolean offline) {}
