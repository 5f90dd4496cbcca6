package io.tallygate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.count.LocalCounters;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesInForceTest {

    private static final LocalCounters COUNTERS = new LocalCounters(100, System::nanoTime);

    private static RuleDraft header(String id, int priority, boolean enabled) {
        MatchDraft match = new MatchDraft(null, null, "X-Canary", List.of("beta"), null, null, null, null);
        TargetDraft target = new TargetDraft("order", null, null, null);
        return new RuleDraft(id, "header", enabled, null, priority, null, null, match, null, target, null);
    }

    private static final List<Rule> RULES =
            RuleReader.readAll(List.of(header("last", 0, true), header("off", 5, false), header("first", 9, true)));

    @Test
    void showsAllRulesInTheOrderInWhichTheyWin() {
        RulesInForce rules = new RulesInForce(RULES, RuleOrder.standard(), COUNTERS);
        assertThat(rules.all()).extracting(Rule::id).containsExactly("first", "off", "last");
        assertThat(rules.find("off")).isPresent();
        assertThat(rules.find("nope")).isEmpty();
    }

    @Test
    void matchesAgainstEnabledRulesOnly() {
        RulesInForce rules = new RulesInForce(RULES, RuleOrder.standard(), COUNTERS);
        assertThat(rules.compiled().size()).isEqualTo(2);
    }
}
