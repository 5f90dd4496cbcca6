package io.tallygate.rule;

import org.jspecify.annotations.Nullable;

/**
 * Where a rule sends its requests.
 *
 * @param service the service id, as the load balancer knows it
 * @param node the instance id of the one node to use, or null where {@code pick} chooses
 * @param pick how a node is chosen; {@link Pick#DEFAULT} where a node is pinned
 * @param stickyBy the value to stick by; set exactly where {@code pick} is {@link Pick#STICKY}
 */
public record Target(
        String service,
        @Nullable String node,
        Pick pick,
        @Nullable StickyBy stickyBy) {}
