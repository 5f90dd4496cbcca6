package io.tallygate.admin.rules.change;

import io.tallygate.admin.nodes.Discovery;
import io.tallygate.admin.rules.edit.FieldChange;
import io.tallygate.match.Overlap;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import io.tallygate.rule.Target;
import io.tallygate.rules.NodeName;
import io.tallygate.rules.OfflineNodes;
import io.tallygate.rules.RulesInForce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Says what a change would come to among the rules that are in force. */
public final class Previews {

    private static final int MOST = 10;

    private final RulesInForce rules;
    private final RuleOrder order;
    private final OfflineNodes offline;
    private final Discovery discovery;

    public Previews(RulesInForce rules, RuleOrder order, OfflineNodes offline, Discovery discovery) {
        this.discovery = discovery;
        this.rules = rules;
        this.order = order;
        this.offline = offline;
    }

    /**
     * What putting one rule in place of another would come to.
     *
     * @param before null where there is none
     * @param after as it is kept; null where it would be deleted
     */
    Mono<Preview> of(String id, @Nullable RuleDraft before, @Nullable RuleDraft after) {
        return discovery.nodes().publishOn(Schedulers.boundedElastic()).map(known -> of(id, before, after, known));
    }

    private Preview of(
            String id, @Nullable RuleDraft before, @Nullable RuleDraft after, Optional<Set<NodeName>> known) {
        List<Rule> others =
                rules.all().stream().filter(rule -> !rule.id().equals(id)).toList();
        List<FieldChange> changes = FieldChange.between(before, after);
        if (after == null) {
            return new Preview(before, null, changes, null, others.size(), List.of(), List.of());
        }
        Rule rule = RuleReader.read(after);
        int place = -1 - Collections.binarySearch(others, rule, order);
        List<Rule> first = rule.enabled() ? takers(others.subList(0, place), rule) : List.of();
        return new Preview(
                before,
                after,
                changes,
                place + 1,
                others.size() + 1,
                first.stream().map(Rule::id).toList(),
                warnings(rule, first, known));
    }

    /** Rules that take requests of this one before it: those that take all of them, then others. */
    private static List<Rule> takers(List<Rule> before, Rule rule) {
        List<Rule> all = new ArrayList<>();
        List<Rule> some = new ArrayList<>();
        for (Rule other : before) {
            if (other.enabled() && !other.shadow() && all.size() < MOST) {
                switch (Overlap.of(other, rule)) {
                    case ALL -> all.add(other);
                    case SOME -> some.add(other);
                    case UNKNOWN -> {}
                }
            }
        }
        all.addAll(some);
        return all.subList(0, Math.min(MOST, all.size()));
    }

    private List<String> warnings(Rule rule, List<Rule> first, Optional<Set<NodeName>> known) {
        List<String> warnings = new ArrayList<>();
        if (!rule.enabled()) {
            warnings.add("the rule is disabled: it takes no request");
        }
        if (!first.isEmpty() && Overlap.of(first.get(0), rule) == Overlap.ALL) {
            warnings.add("rule \"" + first.get(0).id() + "\" always wins first: this one takes no request");
        }
        String node = rule.target().node();
        if (node != null && offline.contains(rule.target().service(), node)) {
            warnings.add("node \"" + node + "\" is offline: requests of this rule fail with node-offline");
        }
        known.flatMap(nodes -> unknown(rule.target(), nodes)).ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<String> unknown(Target target, Set<NodeName> known) {
        String service = target.service();
        String node = target.node();
        if (known.stream().noneMatch(name -> name.service().equals(service))) {
            return Optional.of("discovery knows no node of service \"" + service + "\" now");
        }
        return node == null || known.contains(new NodeName(service, node))
                ? Optional.empty()
                : Optional.of("discovery knows no node \"" + node + "\" of service \"" + service + "\" now");
    }
}
