package io.tallygate.balance.node;

import io.tallygate.rules.Turn;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;

/** Each node in turn, in the order of their ids. */
record RoundRobin(Turn turn) implements NodePicker {

    @Override
    public ServiceInstance pick(List<ServiceInstance> nodes) {
        return Nodes.inOrder(nodes).get((int) Long.remainderUnsigned(turn.next(), nodes.size()));
    }
}
