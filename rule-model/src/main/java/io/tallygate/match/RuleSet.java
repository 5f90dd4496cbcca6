package io.tallygate.match;

import io.tallygate.match.Decision.Bound;
import io.tallygate.match.Decision.Decided;
import io.tallygate.match.Decision.NeedsBody;
import io.tallygate.match.condition.MatchRequest;
import io.tallygate.match.condition.Mismatch;
import io.tallygate.match.index.Candidate;
import io.tallygate.match.index.Search;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.Strategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force, compiled: immutable, swapped as a whole, safe to share between threads. The first rule in
 * {@link RuleOrder} that matches wins; how long it takes to find does not depend on how many rules there are.
 *
 * @param <C> what is bound to each rule, such as its counters
 */
public final class RuleSet<C> {

    private final RuleOrder order;
    private final List<Rule> all;
    private final List<Bound<C>> byRank;
    private final Map<String, Candidate> byId;
    private final List<StrategyRules> byStrategy;
    private final boolean readsBody;
    private final BiConsumer<Rule, RuntimeException> broken;
    private final Set<String> toldBroken = ConcurrentHashMap.newKeySet();

    private RuleSet(
            RuleOrder order,
            List<Rule> all,
            List<Bound<C>> byRank,
            List<Candidate> candidates,
            List<StrategyRules> byStrategy,
            BiConsumer<Rule, RuntimeException> broken) {
        this.order = order;
        this.all = all;
        this.byRank = byRank;
        this.byId = byId(candidates);
        this.byStrategy = byStrategy;
        this.readsBody = candidates.stream().anyMatch(Candidate::readsBody);
        this.broken = broken;
    }

    private static Map<String, Candidate> byId(List<Candidate> candidates) {
        Map<String, Candidate> byId = new HashMap<>(candidates.size() * 2);
        candidates.forEach(candidate -> byId.put(candidate.rule().id(), candidate));
        return byId;
    }

    /**
     * Compiles rules. Disabled ones take no request.
     *
     * @param rules with ids that are unique
     * @param bind called once for each rule in the set
     * @param broken told once for each rule whose matching throws; such a rule does not match
     */
    public static <C> RuleSet<C> compile(
            Collection<Rule> rules,
            RuleOrder order,
            Function<Rule, C> bind,
            BiConsumer<Rule, RuntimeException> broken) {
        List<Rule> all = order.sorted(rules);
        List<Candidate> candidates = new ArrayList<>(all.size());
        List<Bound<C>> byRank = new ArrayList<>(all.size());
        for (Rule rule : all) {
            if (rule.enabled()) {
                candidates.add(Candidate.of(candidates.size(), rule));
                byRank.add(new Bound<>(rule, bind.apply(rule)));
            }
        }
        Map<Strategy, List<Candidate>> grouped = new LinkedHashMap<>();
        candidates.forEach(candidate -> grouped.computeIfAbsent(candidate.rule().strategy(), s -> new ArrayList<>())
                .add(candidate));
        List<StrategyRules> byStrategy =
                grouped.values().stream().map(StrategyRules::new).toList();
        return new RuleSet<>(order, all, byRank, candidates, byStrategy, broken);
    }

    /** All rules that it was compiled of, also the disabled ones, in the order in which they win. */
    public List<Rule> all() {
        return all;
    }

    /** How many rules the set holds. */
    public int size() {
        return byRank.size();
    }

    /** Whether any rule looks at bodies. */
    public boolean readsBody() {
        return readsBody;
    }

    /** What is bound to the rule with this id; null where the set has none. */
    public @Nullable Bound<C> find(String id) {
        Candidate candidate = byId.get(id);
        return candidate == null ? null : byRank.get(candidate.rank());
    }

    /** What the selected rules say of a request. {@link NeedsBody} only where the request's body is unread. */
    public Decision<C> decide(MatchRequest request, Selection selection) {
        Search search = new Search(request, this::tell);
        for (String id : selection.ids()) {
            Candidate candidate = byId.get(id);
            if (candidate != null && search.couldWin(candidate.rank())) {
                search.offer(candidate);
            }
        }
        for (StrategyRules rules : byStrategy) {
            if (selection.contains(rules.strategy())) {
                rules.offerTo(search, request.body());
            }
        }
        return decision(search);
    }

    /**
     * Why a rule of this set did, or did not, take a request of which the set has decided. The rule's own matcher says so,
     * the same that decided.
     *
     * @throws IllegalArgumentException if the set has no rule with this id
     */
    public Verdict judge(String id, MatchRequest request, Decided<C> decided) {
        Candidate candidate = byId.get(id);
        if (candidate == null) {
            throw new IllegalArgumentException("the set has no rule with the id \"" + id + "\"");
        }
        Rule winner = decided.winner() == null ? null : decided.winner().rule();
        if (winner != null && winner.id().equals(id)) {
            return new Verdict.Won();
        }
        try {
            Mismatch why = candidate.matcher().mismatch(request);
            if (why != null) {
                return new Verdict.NoMatch(why);
            }
        } catch (RuntimeException e) {
            return new Verdict.Broken(String.valueOf(e.getMessage()));
        }
        return decided.shadows().contains(byRank.get(candidate.rank())) || winner == null
                ? new Verdict.Shadowed()
                : new Verdict.Lost(winner, order.difference(winner, candidate.rule()));
    }

    private Decision<C> decision(Search search) {
        if (search.needsBody()) {
            return new NeedsBody<>();
        }
        Candidate winner = search.winner();
        List<Candidate> shadows = search.shadows();
        return new Decided<>(
                winner == null ? null : byRank.get(winner.rank()),
                shadows.isEmpty()
                        ? List.of()
                        : shadows.stream()
                                .map(shadow -> byRank.get(shadow.rank()))
                                .toList());
    }

    private void tell(RuntimeException e, int rank) {
        Rule rule = byRank.get(rank).rule();
        if (toldBroken.add(rule.id())) {
            broken.accept(rule, e);
        }
    }
}
