package io.tallygate.protocol;

import io.tallygate.protocol.Redis.Known;
import io.tallygate.protocol.Redis.Window;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Looks in a state for a promise that is not kept. */
final class Promises {

    private static final Set<Chance> FORGETTING = EnumSet.of(Chance.FAILOVER, Chance.EMPTYING, Chance.EXPIRY);

    private final Set<Promise> watched;
    private final Scenario scenario;
    private final BiPredicate<State, Stream> settled;

    /**
     * Promises in a scenario.
     *
     * @param watched those to look at
     * @param settled whether a stream has nothing left to do in a state
     */
    Promises(Set<Promise> watched, Scenario scenario, BiPredicate<State, Stream> settled) {
        this.watched = watched;
        this.scenario = scenario;
        this.settled = settled;
    }

    Optional<Breach> breach(State state) {
        List<Breach> found = new ArrayList<>(0);
        countedOnce(state, found);
        inItsWindow(state, found);
        conserved(state, found);
        nothingMissing(state, found);
        return found.stream()
                .filter(breach -> watched.contains(breach.promise()))
                .findFirst();
    }

    private static void countedOnce(State state, List<Breach> found) {
        Bag hits = state.redis().hits();
        hits.forEach(hit -> {
            if (hits.count(hit) > 1) {
                found.add(new Breach(Promise.COUNTED_ONCE, hit + " is in Redis " + hits.count(hit) + " times"));
            }
        });
    }

    private static void inItsWindow(State state, List<Breach> found) {
        for (int number = 1; number <= 2; number++) {
            int here = number;
            Window window = state.redis().window(number);
            window.live().plus(window.list()).forEach(hit -> {
                if (hit.window() != here) {
                    found.add(new Breach(Promise.IN_ITS_WINDOW, hit + " is in window " + here));
                }
            });
        }
    }

    private static void conserved(State state, List<Breach> found) {
        Redis redis = state.redis();
        for (Stream stream : state.streams()) {
            Known known = redis.known(stream);
            int there = redis.hits().size(stream.id());
            int cut = stream.hitsUpTo(known.last());
            if (known.hits() != there) {
                found.add(new Breach(
                        Promise.CONSERVED,
                        "hits of " + stream.name() + ": " + known.hits() + " applied, " + there + " there"));
            }
            if (known.hits() + known.lost() != cut) {
                found.add(new Breach(
                        Promise.CONSERVED,
                        "hits of " + stream.name() + " in batches up to " + known.last() + ": " + cut + " cut, "
                                + known.hits() + " applied, " + known.lost() + " lost"));
            }
        }
        if (!redis.lists().equals(redis.hour())) {
            found.add(new Breach(
                    Promise.CONSERVED, "the lists hold " + redis.lists() + ", the hour holds " + redis.hour()));
        }
    }

    private void nothingMissing(State state, List<Breach> found) {
        for (Stream stream : state.streams()) {
            if (!hasForgotten(state)) {
                nothingMissing(state, stream, 1, stream.acked(), found);
            }
            if (stream.isAlive() && settled.test(state, stream)) {
                nothingMissing(state, stream, stream.floor(), stream.newest(), found);
                int dropped = missing(state, stream, 1, stream.pruned()).size();
                if (dropped != stream.lost()) {
                    found.add(new Breach(
                            Promise.NOTHING_MISSING,
                            "hits of " + stream.name() + ": " + dropped + " missing, of which it was told "
                                    + stream.lost()));
                }
            }
        }
    }

    private boolean hasForgotten(State state) {
        return FORGETTING.stream()
                .anyMatch(
                        chance -> state.left().left(chance) < scenario.budget().left(chance));
    }

    private static void nothingMissing(State state, Stream stream, int from, int to, List<Breach> found) {
        Bag missing = missing(state, stream, from, to);
        if (!missing.isEmpty()) {
            found.add(new Breach(Promise.NOTHING_MISSING, missing + " is not in Redis"));
        }
    }

    /** The hits of some batches that are not in Redis. */
    private static Bag missing(State state, Stream stream, int from, int to) {
        Bag there = state.redis().hits();
        Bag missing = Bag.EMPTY;
        for (int seq = from; seq <= to; seq++) {
            missing = missing.plus(stream.batch(seq).hits().without(there));
        }
        return missing;
    }
}
