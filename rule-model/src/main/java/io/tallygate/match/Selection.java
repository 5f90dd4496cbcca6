package io.tallygate.match;

import io.tallygate.rule.Rule;
import io.tallygate.rule.Strategy;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A part of a rule set: the rules of some strategies, and some rules by id. */
public final class Selection {

    /** Every rule. */
    public static final Selection ALL = new Selection(EnumSet.allOf(Strategy.class), Set.of());

    private final Set<Strategy> strategies;
    private final Set<String> ids;

    private Selection(Set<Strategy> strategies, Set<String> ids) {
        this.strategies = strategies;
        this.ids = ids;
    }

    /** The rules that these words name, each a strategy or else a rule id; every rule where there are none. */
    public static Selection of(List<String> words) {
        if (words.isEmpty()) {
            return ALL;
        }
        Set<Strategy> strategies = EnumSet.noneOf(Strategy.class);
        Set<String> ids = new HashSet<>();
        for (String word : words) {
            Strategy.parse(word).ifPresentOrElse(strategies::add, () -> ids.add(word));
        }
        return new Selection(strategies, ids);
    }

    boolean contains(Strategy strategy) {
        return strategies.contains(strategy);
    }

    boolean contains(Rule rule) {
        return contains(rule.strategy()) || ids.contains(rule.id());
    }

    /** The rules that are named by their id. */
    Set<String> ids() {
        return ids;
    }
}
