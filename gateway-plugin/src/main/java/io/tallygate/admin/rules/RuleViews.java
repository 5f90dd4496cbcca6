package io.tallygate.admin.rules;

import io.tallygate.history.CountedId;
import io.tallygate.history.LiveHistory;
import io.tallygate.rule.Rule;
import io.tallygate.rules.RulesInForce;
import io.tallygate.rules.follow.KnownRule;
import io.tallygate.rules.follow.RuleFollower;
import io.tallygate.rules.follow.Rulebook;
import io.tallygate.rules.store.StoredRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** All rules as they are shown: in force or broken, with where they come from and what they did. */
public final class RuleViews {

    private final RulesInForce rules;
    private final RuleFollower follower;
    private final LiveHistory live;

    public RuleViews(RulesInForce rules, RuleFollower follower, LiveHistory live) {
        this.rules = rules;
        this.follower = follower;
        this.live = live;
    }

    /** All rules in the order in which they win, and after them those that are broken. */
    List<ListedRule> all() {
        Rulebook book = follower.book();
        List<ListedRule> all = new ArrayList<>();
        for (Rule rule : rules.all()) {
            all.add(inForce(rule, book));
        }
        book.broken().stream()
                .map(ListedRule::of)
                .sorted(Comparator.comparing(ListedRule::id))
                .forEach(all::add);
        return all;
    }

    Optional<ListedRule> find(String id) {
        Rulebook book = follower.book();
        return rules.find(id)
                .map(rule -> inForce(rule, book))
                .or(() -> book.dynamic(id).map(ListedRule::of));
    }

    private static ListedRule inForce(Rule rule, Rulebook book) {
        return ListedRule.of(
                rule,
                book.isStatic(rule.id())
                        ? null
                        : book.dynamic(rule.id()).map(KnownRule::stored).orElse(null));
    }

    Mono<RuleView> view(ListedRule rule) {
        List<CountedId> counted = rule.countedId().stream().toList();
        return Mono.zip(live.today(), live.lastHits(counted), (today, lastHits) -> RuleView.of(rule, today, lastHits));
    }

    /** A dynamic rule as the store has it now. */
    public Mono<RuleView> view(StoredRule stored) {
        return view(ListedRule.of(follower.book().read(stored)));
    }
}
