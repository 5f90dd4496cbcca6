package io.tallygate.rules;

import static java.util.stream.Collectors.toMap;

import io.tallygate.count.LocalCounters;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;
import io.tallygate.match.RuleSet;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that requests are matched against now, each bound to its state. They are exchanged as a whole; a rule that
 * stays the same for history, by its strategy, id and service, keeps its counters and its turn.
 */
public final class RulesInForce {

    private static final Logger log = LoggerFactory.getLogger(RulesInForce.class);

    private final RuleOrder order;
    private final LocalCounters counters;
    private volatile Version now;

    /** No rules yet. */
    public RulesInForce(RuleOrder order, LocalCounters counters) {
        this.order = order;
        this.counters = counters;
        this.now = compile(List.of(), Map.of());
    }

    /** What makes a rule the same one after an exchange. */
    private record Key(HitKind kind, String id, String service) {
        static Key of(Rule rule) {
            String service = rule.shadow() ? CounterKey.ABSENT : rule.target().service();
            return new Key(HitKind.of(rule), rule.id(), service);
        }
    }

    /** Rules that are compiled and bound: what is in force at one moment, or may be later. */
    public static final class Version {

        private final RuleSet<RuleState> compiled;
        private final Map<String, Rule> byId;
        private final Map<Key, RuleState> states;

        private Version(RuleSet<RuleState> compiled, Map<Key, RuleState> states) {
            this.compiled = compiled;
            this.byId = compiled.all().stream().collect(toMap(Rule::id, Function.identity()));
            this.states = states;
        }

        /** All rules, also disabled ones, in the order in which they win. */
        public List<Rule> inOrder() {
            return compiled.all();
        }

        /** The set to match a request against. */
        public RuleSet<RuleState> compiled() {
            return compiled;
        }
    }

    /** Puts these rules in force instead of those before. Requests under way keep to the rules they began with. */
    public synchronized void swap(List<Rule> rules) {
        swap(compile(rules));
    }

    /** Puts in force what was compiled before. */
    public synchronized void swap(Version version) {
        now = version;
    }

    /** Compiles these rules without putting them in force; they share counters and turns with those in force now. */
    public Version compile(List<Rule> rules) {
        return compile(rules, now.states);
    }

    private Version compile(List<Rule> rules, Map<Key, RuleState> before) {
        Map<Key, RuleState> states = new HashMap<>(rules.size() * 2);
        RuleSet<RuleState> compiled = RuleSet.compile(
                rules,
                order,
                rule -> state(rule, before, states),
                (rule, e) -> log.warn("Rule \"{}\" fails on some requests and does not match those", rule.id(), e));
        // Disabled rules too: one that is switched off and on again goes on where it was.
        rules.stream().filter(rule -> !rule.enabled()).forEach(rule -> state(rule, before, states));
        return new Version(compiled, states);
    }

    private RuleState state(Rule rule, Map<Key, RuleState> before, Map<Key, RuleState> states) {
        Key key = Key.of(rule);
        RuleState known = before.get(key);
        RuleState state = known == null ? fresh(key) : known;
        states.put(key, state);
        return state;
    }

    private RuleState fresh(Key key) {
        // Turns begin anywhere, so that several gateways do not all begin with the same node.
        Turn turn = new Turn(ThreadLocalRandom.current().nextLong());
        return new RuleState(counters.rule(key.kind(), key.id(), key.service()), turn);
    }

    /** The rules and their set as they belong together. */
    public Version version() {
        return now;
    }

    /** The set to match a request against. A request keeps to the set that it began with. */
    public RuleSet<RuleState> compiled() {
        return now.compiled();
    }

    /** All rules, also disabled ones, in the order in which they win. */
    public List<Rule> all() {
        return now.inOrder();
    }

    /** The rule with this id, if there is one. */
    public Optional<Rule> find(String id) {
        return Optional.ofNullable(now.byId.get(id));
    }
}
