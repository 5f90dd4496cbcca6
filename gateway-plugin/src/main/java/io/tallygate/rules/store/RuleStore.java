package io.tallygate.rules.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where dynamic rules and offline nodes are kept, with a log of the changes. */
public interface RuleStore {

    /** How many changes the log keeps. */
    int LOGGED = 1000;

    /** Some rules, as of one moment. */
    Mono<Found> find(Collection<String> ids);

    /** Everything, as of one moment; read in pieces. */
    Mono<Picture> load();

    /**
     * The changes since a moment, the oldest first; perhaps only the next few of them. Empty, instead of an empty list,
     * where they are not known: the log does not reach back that far, a change among them is large or cannot be read, or
     * the store is not one that ever was at that moment.
     */
    Mono<List<Change>> since(Mark mark);

    /**
     * Makes a change, all of it or nothing.
     *
     * @param expected where the rules stand, as far as whoever makes the change knows
     * @return what was made; or an error {@link StaleRulesException} or {@link LargeChangeUnderWayException}
     */
    Mono<Written> write(Mark expected, NewChange change);

    /** How many changes there were. The log has the last {@link #LOGGED} of them. */
    Mono<Long> version();

    /** Some changes by their versions, in that order; without those that the log does not have, or cannot be read. */
    Flux<Change> changes(List<Long> versions);

    /** What a large change did; empty where that is not kept any more. */
    Flux<ChangedRule> rulesOf(Change change);

    /** What a change did to one rule; empty where it did not touch it, or that is not kept any more. */
    Mono<ChangedRule> ruleOf(Change change, String id);

    /**
     * Some rules.
     *
     * @param mark as of which moment
     * @param rules by their ids; without those that there are not
     */
    record Found(Mark mark, Map<String, StoredRule> rules) {}
}
