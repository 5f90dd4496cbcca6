package io.tallygate.rules;

import io.tallygate.count.CounterFamily;
import io.tallygate.count.LocalCounters;
import io.tallygate.hit.HitKind;
import io.tallygate.match.RuleSet;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules that requests are matched against now, each bound to its counters. */
public final class RulesInForce {

    private static final Logger log = LoggerFactory.getLogger(RulesInForce.class);

    private final List<Rule> rules;
    private final RuleSet<CounterFamily> compiled;

    public RulesInForce(List<Rule> rules, RuleOrder order, LocalCounters counters) {
        this.rules = rules.stream().sorted(order).toList();
        this.compiled = RuleSet.compile(
                rules,
                order,
                rule -> counters.rule(
                        HitKind.of(rule.strategy()), rule.id(), rule.target().service()),
                (rule, e) -> log.warn("Rule \"{}\" fails on some requests and does not match those", rule.id(), e));
    }

    /** The set to match a request against. A request keeps to the set that it began with. */
    public RuleSet<CounterFamily> compiled() {
        return compiled;
    }

    /** All rules, also disabled ones, in the order in which they win. */
    public List<Rule> all() {
        return rules;
    }

    /** The rule with this id, if there is one. */
    public Optional<Rule> find(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
