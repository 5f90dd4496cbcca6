package io.tallygate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static CounterKey key(HitKind kind, String id, String node) {
        return CounterKey.of(kind, id, "order", node);
    }

    private double hits(String rule, String strategy, String outcome) {
        return registry.get("tallygate.rule.hits")
                .tags("rule", rule, "strategy", strategy, "outcome", outcome)
                .functionCounter()
                .count();
    }

    @Test
    void addUpTheNodesOfEachRule() {
        RuleMeters meters = new RuleMeters(10);
        meters.add(Map.of(key(HitKind.API, "a", "n1"), Counts.successes(2)));
        meters.bindTo(registry);
        meters.add(Map.of(
                key(HitKind.API, "a", "n2"),
                new Counts(1, 3, 4, Map.of(Cause.RESET, 3L)),
                key(HitKind.HEADER, "b", "n2"),
                Counts.successes(5)));

        assertThat(hits("a", "api", "success")).isEqualTo(3);
        assertThat(hits("a", "api", "failure")).isEqualTo(3);
        assertThat(hits("a", "api", "cancelled")).isEqualTo(4);
        assertThat(hits("b", "header", "success")).isEqualTo(5);
    }

    @Test
    void areBoundedAndLoseNoHit() {
        RuleMeters meters = new RuleMeters(2);
        meters.bindTo(registry);
        for (int n = 0; n < 50; n++) {
            meters.add(Map.of(key(HitKind.API, "rule-" + n, "n1"), Counts.successes(1)));
        }
        meters.add(Map.of(key(HitKind.API, "rule-1", "n1"), Counts.successes(1)));
        meters.add(Map.of(CounterKey.other(HitKind.API), Counts.successes(1)));

        assertThat(registry.getMeters()).hasSize(3 * 3);
        assertThat(hits("rule-1", "api", "success")).isEqualTo(2);
        assertThat(hits("__other__", "api", "success")).isEqualTo(49);
    }

    @Test
    void showNeitherRoutesNorNodes() {
        RuleMeters meters = new RuleMeters(2);
        meters.bindTo(registry);
        meters.add(Map.of(
                key(HitKind.ROUTE, "own", "n1"),
                Counts.successes(1),
                CounterKey.ofNode("order", "n1"),
                Counts.successes(1)));

        assertThat(registry.getMeters()).isEmpty();
    }
}
