package io.tallygate.balance.node;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.springframework.cloud.client.ServiceInstance;

/**
 * A node by chance.
 *
 * @param below a random number from 0 that is below the given one
 */
record AnyNode(IntUnaryOperator below) implements NodePicker {

    @Override
    public ServiceInstance pick(List<ServiceInstance> nodes) {
        return nodes.get(below.applyAsInt(nodes.size()));
    }
}
