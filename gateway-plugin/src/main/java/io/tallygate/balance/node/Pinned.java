package io.tallygate.balance.node;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.ServiceInstance;

/** The one node that the rule names. */
record Pinned(String node) implements NodePicker {

    @Override
    public @Nullable ServiceInstance pick(List<ServiceInstance> nodes) {
        for (ServiceInstance instance : nodes) {
            if (node.equals(Nodes.id(instance))) {
                return instance;
            }
        }
        return null;
    }
}
