package io.tallygate.balance.node;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;

/** The weights of nodes, from their metadata. One that cannot be used counts as 1, and is logged once for each node. */
final class Weights {

    private static final Logger log = LoggerFactory.getLogger(Weights.class);

    private static final String KEY = "weight";
    private static final double DEFAULT = 1;
    private static final double MOST = 1_000_000;
    private static final int MOST_LOGGED = 1000;

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /** The weight of a node, 0 to a million; 1 where it has none. */
    double of(ServiceInstance instance) {
        String text =
                instance.getMetadata() == null ? null : instance.getMetadata().get(KEY);
        if (text == null) {
            return DEFAULT;
        }
        double weight = parse(text);
        if (weight >= 0 && weight <= MOST) {
            return weight;
        }
        if (logged.size() < MOST_LOGGED && logged.add(instance.getServiceId() + "/" + Nodes.id(instance))) {
            log.warn(
                    "Weight of node \"{}\" of service \"{}\" must be a number from 0 to 1000000, and counts as 1: \"{}\"",
                    Nodes.id(instance),
                    instance.getServiceId(),
                    text);
        }
        return DEFAULT;
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
