package io.tallygate.balance.node;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.ServiceInstance;

/** Picks one of a service's nodes for one request, again for each attempt. {@link NodePickers} makes them. */
public sealed interface NodePicker permits Pinned, AnyNode, RoundRobin, Weighted, Sticky {

    /**
     * The node to use.
     *
     * @param nodes at least one, in any order
     * @return null where the one node that may be used is not among them
     */
    @Nullable ServiceInstance pick(List<ServiceInstance> nodes);
}
