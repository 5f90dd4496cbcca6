package io.tallygate.balance.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;

/** The nodes of a service, by their ids. */
final class Nodes {

    private static final Comparator<ServiceInstance> BY_ID = Comparator.comparing(Nodes::id);

    private Nodes() {}

    /** The instance id; host and port where discovery gives none, as history has it. */
    static String id(ServiceInstance instance) {
        String id = instance.getInstanceId();
        return id == null ? instance.getHost() + ":" + instance.getPort() : id;
    }

    /** The nodes in the order of their ids, whatever the order in which discovery gave them. */
    static List<ServiceInstance> inOrder(List<ServiceInstance> nodes) {
        // Discovery mostly gives them in the same order: looking is cheaper than sorting a copy for each request.
        for (int i = 1; i < nodes.size(); i++) {
            if (BY_ID.compare(nodes.get(i - 1), nodes.get(i)) > 0) {
                List<ServiceInstance> sorted = new ArrayList<>(nodes);
                sorted.sort(BY_ID);
                return sorted;
            }
        }
        return nodes;
    }
}
