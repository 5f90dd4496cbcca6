package io.tallygate.balance.node;

import static io.tallygate.balance.node.TestNodes.many;
import static io.tallygate.balance.node.TestNodes.node;
import static io.tallygate.balance.node.TestNodes.pick;
import static io.tallygate.balance.node.TestNodes.picks;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.rule.Pick;
import io.tallygate.rule.StickyBy;
import io.tallygate.rule.Strategy;
import io.tallygate.rule.Target;
import io.tallygate.rules.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;

class NodePickersTest {

    private final NodePickers pickers = new NodePickers();

    private static Target target(@Nullable String node, Pick pick) {
        return new Target("order", node, pick, pick == Pick.STICKY ? new StickyBy(Strategy.COOKIE, "user") : null);
    }

    private NodePicker picker(Pick pick, long turn) {
        return requireNonNull(pickers.of(target(null, pick), new Turn(turn), "value"));
    }

    @Test
    void leavesTheDefaultToTheGateway() {
        assertThat(pickers.of(target(null, Pick.DEFAULT), new Turn(0), null)).isNull();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void leavesARequestWithoutTheValueToTheGateway(@Nullable String value) {
        assertThat(pickers.of(target(null, Pick.STICKY), new Turn(0), value)).isNull();
    }

    @Test
    void pinsTheNodeThatTheRuleNames() {
        NodePicker pinned = requireNonNull(pickers.of(target("order-2", Pick.DEFAULT), new Turn(0), null));

        assertThat(pick(pinned, many(5))).isEqualTo("order-2");
        assertThat(pick(pinned, many(2))).isEqualTo("-");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -2, Long.MAX_VALUE - 1})
    void takesEachNodeInTurnWhateverTheirOrder(long first) {
        NodePicker roundRobin = picker(Pick.ROUND_ROBIN, first);
        List<ServiceInstance> nodes = many(4);
        List<String> picked = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Collections.rotate(nodes, 1);
            picked.add(pick(roundRobin, nodes));
        }

        assertThat(picked.subList(0, 4))
                .containsExactlyInAnyOrder("order-0", "order-1", "order-2", "order-3")
                .isEqualTo(picked.subList(4, 8));
    }

    @Test
    void givesEachNodeExactlyItsTurns() {
        assertThat(picks(picker(Pick.ROUND_ROBIN, 7), many(3), 3000).values()).containsOnly(1000);
    }

    @Test
    void picksAnyNodeByChance() {
        assertThat(picks(picker(Pick.RANDOM, 0), many(10), 10_000))
                .hasSize(10)
                .allSatisfy((node, times) -> assertThat(times).isBetween(800, 1200));
    }

    @ParameterizedTest
    @EnumSource(names = "DEFAULT", mode = EnumSource.Mode.EXCLUDE)
    void picksTheOnlyNode(Pick pick) {
        assertThat(picks(picker(pick, -1), List.of(node("only")), 10)).containsOnlyKeys("only");
    }

    @Test
    void knowsANodeWithoutAnIdByItsAddress() {
        ServiceInstance nameless = new DefaultServiceInstance(null, "order", "10.0.0.7", 8080, false);

        assertThat(pick(new Pinned("10.0.0.7:8080"), List.of(nameless))).isEqualTo("10.0.0.7:8080");
    }
}
