package io.tallygate.balance.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;

/** Nodes of a service "order". */
final class TestNodes {

    private TestNodes() {}

    static ServiceInstance node(String id) {
        return new DefaultServiceInstance(id, "order", "host-of-" + id, 80, false);
    }

    static ServiceInstance weighted(String id, String weight) {
        return new DefaultServiceInstance(id, "order", "host-of-" + id, 80, false, Map.of("weight", weight));
    }

    /** As many nodes, order-0 and so on. */
    static List<ServiceInstance> many(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> node("order-" + i)).toList());
    }

    static String pick(NodePicker picker, List<ServiceInstance> nodes) {
        ServiceInstance picked = picker.pick(nodes);
        return picked == null ? "-" : Nodes.id(picked);
    }

    /** How often each node is picked. */
    static Map<String, Integer> picks(NodePicker picker, List<ServiceInstance> nodes, int times) {
        Map<String, Integer> picks = new TreeMap<>();
        for (int i = 0; i < times; i++) {
            picks.merge(pick(picker, nodes), 1, Integer::sum);
        }
        return picks;
    }
}
