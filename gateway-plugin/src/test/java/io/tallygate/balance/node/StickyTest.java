package io.tallygate.balance.node;

import static io.tallygate.balance.node.TestNodes.many;
import static io.tallygate.balance.node.TestNodes.node;
import static io.tallygate.balance.node.TestNodes.pick;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.cloud.client.ServiceInstance;

class StickyTest {

    private static final int VALUES = 10_000;

    private static Map<String, String> nodeOfEachValue(List<ServiceInstance> nodes) {
        Map<String, String> byValue = new HashMap<>();
        for (int i = 0; i < VALUES; i++) {
            byValue.put("customer-" + i, pick(new Sticky("customer-" + i), nodes));
        }
        return byValue;
    }

    @Test
    void spreadsValuesEvenly() {
        Map<String, Integer> perNode = new HashMap<>();
        nodeOfEachValue(many(10)).values().forEach(node -> perNode.merge(node, 1, Integer::sum));

        // A thousand each; four standard deviations of chance are 120.
        assertThat(perNode)
                .hasSize(10)
                .allSatisfy((node, values) -> assertThat(values).isBetween(880, 1120));
    }

    @Test
    void movesOnlyTheValuesOfANodeThatGoes() {
        List<ServiceInstance> nodes = many(10);
        Map<String, String> before = nodeOfEachValue(nodes);
        nodes.remove(3);
        Map<String, String> after = nodeOfEachValue(nodes);

        List<String> moved = before.keySet().stream()
                .filter(value -> !Objects.equals(before.get(value), after.get(value)))
                .toList();
        assertThat(moved)
                .hasSizeBetween(1, VALUES * 12 / 100)
                .allSatisfy(value -> assertThat(before.get(value)).isEqualTo("order-3"));
        assertThat(moved.stream().map(after::get).distinct()).hasSize(9);
    }

    @Test
    void movesValuesOnlyToANodeThatComes() {
        List<ServiceInstance> nodes = many(10);
        Map<String, String> before = nodeOfEachValue(nodes);
        nodes.add(0, node("new"));
        Map<String, String> after = nodeOfEachValue(nodes);

        List<String> moved = before.keySet().stream()
                .filter(value -> !Objects.equals(before.get(value), after.get(value)))
                .toList();
        assertThat(moved)
                .hasSizeBetween(1, VALUES * 12 / 100)
                .allSatisfy(value -> assertThat(after.get(value)).isEqualTo("new"));
    }

    @Test
    void doesNotCareAboutTheOrderOfNodes() {
        List<ServiceInstance> shuffled = new ArrayList<>(many(10));
        Collections.shuffle(shuffled, new Random(7));

        assertThat(nodeOfEachValue(shuffled)).isEqualTo(nodeOfEachValue(many(10)));
    }

    /** Worked out with another program: every gateway, of every version, must agree. */
    @ParameterizedTest
    @CsvSource({"a,order-6", "customer-42,order-5", "7f3c9a,order-8", "Zoë,order-0", "🦀,order-9"})
    void picksTheSameInEveryGateway(String value, String node) {
        assertThat(pick(new Sticky(value), many(10))).isEqualTo(node);
    }
}
