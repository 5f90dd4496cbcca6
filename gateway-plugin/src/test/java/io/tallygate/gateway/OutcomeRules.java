package io.tallygate.gateway;

import java.util.ArrayList;
import java.util.List;

/** One rule for each way to end, so that the tests do not count into one another. */
final class OutcomeRules {

    private static final List<String> TO_ORDER = List.of(
            "status-302",
            "status-404",
            "status-204",
            "status-503",
            "timeout",
            "broken",
            "reset",
            "impatient",
            "events",
            "boom",
            "retried",
            "closing",
            "prompt");

    private OutcomeRules() {}

    static List<String> properties(int closedPort) {
        List<String> properties = new ArrayList<>();
        for (String id : TO_ORDER) {
            add(properties, id, "order", null);
        }
        add(properties, "refused", "down", null);
        add(properties, "nobody", "nobody", null);
        add(properties, "offline", "order", "no-such-node");
        properties.add("spring.cloud.discovery.client.simple.instances.down[0].instance-id=gone");
        properties.add("spring.cloud.discovery.client.simple.instances.down[0].uri=http://127.0.0.1:" + closedPort);
        return properties;
    }

    private static void add(List<String> properties, String id, String service, String node) {
        String rule = "tallygate.rules["
                + properties.stream().filter(p -> p.contains("].id=")).count() + "].";
        properties.add(rule + "id=" + id);
        properties.add(rule + "strategy=api");
        properties.add(rule + "match.path=/" + id + "/**");
        properties.add(rule + "target.service=" + service);
        properties.add(rule + "rewrite.strip-prefix=1");
        if (node != null) {
            properties.add(rule + "target.node=" + node);
        }
    }
}
