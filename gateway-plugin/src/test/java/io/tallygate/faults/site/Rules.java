package io.tallygate.faults.site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules of the gateways: one for all requests, one for some, and one for each gateway's own clients. */
final class Rules {

    static final String PLAIN = "plain";
    static final String CANARY = "canary";
    static final String CANARY_HEADER = "X-Canary";

    private Rules() {}

    /** The rule that takes nothing but what one gateway's clients sent. */
    static String from(String gateway) {
        return "from-" + gateway;
    }

    static List<String> ids(List<String> gateways) {
        return Stream.concat(Stream.of(PLAIN, CANARY), gateways.stream().map(Rules::from))
                .toList();
    }

    /** The properties that lay them down. */
    static List<String> properties(List<String> gateways, String service, String canaryNode) {
        List<String> properties = new ArrayList<>();
        properties.addAll(rule(0, PLAIN, "strategy=api", "match.path=/api/**", "target.service=" + service));
        properties.addAll(rule(
                1,
                CANARY,
                "strategy=header",
                "match.key=" + CANARY_HEADER,
                "match.present=true",
                "target.service=" + service,
                "target.node=" + canaryNode));
        for (int i = 0; i < gateways.size(); i++) {
            properties.addAll(rule(
                    2 + i,
                    from(gateways.get(i)),
                    "strategy=param",
                    "match.key=from",
                    "match.values[0]=" + gateways.get(i),
                    "target.service=" + service));
        }
        return properties;
    }

    private static List<String> rule(int index, String id, String... parts) {
        String prefix = "tallygate.rules[" + index + "].";
        return Stream.concat(Stream.of("id=" + id), Stream.of(parts))
                .map(part -> prefix + part)
                .toList();
    }
}
