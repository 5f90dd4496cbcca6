package io.tallygate.balance.node;

import static io.tallygate.balance.node.TestNodes.node;
import static io.tallygate.balance.node.TestNodes.picks;
import static io.tallygate.balance.node.TestNodes.weighted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tallygate.rules.Turn;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.client.ServiceInstance;

@ExtendWith(OutputCaptureExtension.class)
class WeightedTest {

    private static final List<ServiceInstance> ONE_THREE_SIX =
            List.of(weighted("c", "6"), weighted("a", "1"), weighted("b", "3"));

    private static Weighted from(long first) {
        return new Weighted(new Turn(first), new Weights());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE - 50_000, -50_000, 0x1234_5678_9ABC_DEF0L})
    void givesEachNodeItsShareWhereverItBegins(long first) {
        Map<String, Integer> picks = picks(from(first), ONE_THREE_SIX, 100_000);

        assertThat(picks.get("a")).isCloseTo(10_000, Percentage.withPercentage(1));
        assertThat(picks.get("b")).isCloseTo(30_000, Percentage.withPercentage(1));
        assertThat(picks.get("c")).isCloseTo(60_000, Percentage.withPercentage(1));
    }

    @Test
    void spreadsShortRunsToo() {
        for (long first = 0; first < 10_000; first += 10) {
            Map<String, Integer> picks = picks(from(first), ONE_THREE_SIX, 10);

            assertThat(picks.getOrDefault("a", 0)).isCloseTo(1, within(1));
            assertThat(picks.getOrDefault("b", 0)).isCloseTo(3, within(1));
            assertThat(picks.getOrDefault("c", 0)).isCloseTo(6, within(1));
        }
    }

    @Test
    void picksTheSameWhateverTheOrderOfNodes() {
        List<ServiceInstance> sorted = Nodes.inOrder(ONE_THREE_SIX);
        assertThat(sorted).isNotEqualTo(ONE_THREE_SIX);
        Weighted one = from(5);
        Weighted other = from(5);
        for (int i = 0; i < 100; i++) {
            assertThat(TestNodes.pick(one, sorted)).isEqualTo(TestNodes.pick(other, ONE_THREE_SIX));
        }
    }

    @Test
    void sendsNothingToANodeOfWeightZero() {
        List<ServiceInstance> nodes =
                List.of(weighted("a", "0"), weighted("b", "0.5"), weighted("c", "0.0"), weighted("d", "0"));

        assertThat(picks(from(0), nodes, 1000)).isEqualTo(Map.of("b", 1000));
    }

    @Test
    void takesNodesForAlikeWhereAllWeighNothing() {
        assertThat(picks(from(0), List.of(weighted("a", "0"), weighted("b", "0")), 1000))
                .hasEntrySatisfying("a", n -> assertThat(n).isCloseTo(500, within(2)))
                .hasEntrySatisfying("b", n -> assertThat(n).isCloseTo(500, within(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"heavy", "-1", "NaN", "Infinity", "1000001", ""})
    void countsAWeightThatCannotBeUsedAsOneAndSaysSoOnce(String weight, CapturedOutput output) {
        List<ServiceInstance> nodes = List.of(weighted("a", weight), node("b"), weighted("c", "2"));

        Map<String, Integer> picks = picks(from(0), nodes, 4000);

        assertThat(picks.get("a")).isCloseTo(1000, within(4));
        assertThat(picks.get("b")).isCloseTo(1000, within(4));
        assertThat(output.getOut().split("counts as 1: \"" + weight + "\"", -1)).hasSize(2);
        assertThat(output).contains("node \"a\" of service \"order\"");
    }
}
