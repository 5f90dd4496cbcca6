package io.tallygate.match;

import io.tallygate.match.Decision.Bound;
import io.tallygate.match.Decision.Decided;
import io.tallygate.match.Decision.NeedsBody;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The rules in force, compiled: immutable, swapped as a whole, safe to share between threads. The first rule in
 * {@link RuleOrder} that matches wins.
 *
 * @param <C> what is bound to each rule, such as its counters
 */
public final class RuleSet<C> {

    private final List<Compiled<C>> inOrder;
    private final boolean readsBody;
    private final BiConsumer<Rule, RuntimeException> broken;

    private RuleSet(List<Compiled<C>> inOrder, BiConsumer<Rule, RuntimeException> broken) {
        this.inOrder = inOrder;
        this.readsBody =
                inOrder.stream().anyMatch(compiled -> compiled.bound.rule().readsBody());
        this.broken = broken;
    }

    /**
     * Compiles rules. Disabled ones are left out.
     *
     * @param bind called once for each rule in the set
     * @param broken told once for each rule whose matching throws; such a rule does not match
     */
    public static <C> RuleSet<C> compile(
            Collection<Rule> rules,
            RuleOrder order,
            Function<Rule, C> bind,
            BiConsumer<Rule, RuntimeException> broken) {
        return new RuleSet<>(
                rules.stream()
                        .filter(Rule::enabled)
                        .sorted(order)
                        .map(rule -> new Compiled<>(new Bound<>(rule, bind.apply(rule)), RuleMatcher.of(rule)))
                        .toList(),
                broken);
    }

    /** How many rules the set holds. */
    public int size() {
        return inOrder.size();
    }

    /** Whether any rule looks at bodies. */
    public boolean readsBody() {
        return readsBody;
    }

    /** What the selected rules say of a request. {@link NeedsBody} only where the request's body is unread. */
    public Decision<C> decide(MatchRequest request, Selection selection) {
        List<Bound<C>> shadows = List.of();
        for (Compiled<C> candidate : inOrder) {
            Rule rule = candidate.bound.rule();
            if (!selection.contains(rule) || !matches(candidate, request)) {
                continue;
            }
            if (rule.readsBody() && request.body() == Body.UNREAD) {
                return new NeedsBody<>();
            }
            if (!rule.shadow()) {
                return new Decided<>(candidate.bound, shadows);
            }
            shadows = shadows.isEmpty() ? new ArrayList<>() : shadows;
            shadows.add(candidate.bound);
        }
        return new Decided<>(null, shadows);
    }

    private boolean matches(Compiled<C> candidate, MatchRequest request) {
        try {
            return candidate.matcher.matches(request);
        } catch (RuntimeException e) {
            if (candidate.toldBroken.compareAndSet(false, true)) {
                broken.accept(candidate.bound.rule(), e);
            }
            return false;
        }
    }

    private static final class Compiled<C> {
        private final Bound<C> bound;
        private final RuleMatcher matcher;
        private final AtomicBoolean toldBroken = new AtomicBoolean();

        Compiled(Bound<C> bound, RuleMatcher matcher) {
            this.bound = bound;
            this.matcher = matcher;
        }
    }
}
