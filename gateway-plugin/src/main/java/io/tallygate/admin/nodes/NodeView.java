package io.tallygate.admin.nodes;

import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.rules.NodeName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node and what it did today.
 *
 * @param state online, or offline where an operator took it out
 * @param discovered whether discovery knows it; null where discovery does not tell
 * @param lastHit null for one that was never hit, as far as is kept
 */
record NodeView(
        String service,
        String node,
        String state,
        @Nullable Boolean discovered,
        CountsView today,
        @Nullable Instant lastHit) {

    NodeName name() {
        return new NodeName(service, node);
    }
}
