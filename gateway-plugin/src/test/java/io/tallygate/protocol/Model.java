package io.tallygate.protocol;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A protocol in a scenario: where it begins, what can happen next, and what must hold. */
final class Model {

    private final Scenario scenario;
    private final Set<Promise> watched;
    private final StreamSteps streams;
    private final NetworkSteps network;
    private final ClosingSteps closing;
    private final Promises promises;

    /** A model that watches all promises. */
    Model(Protocol protocol, Scenario scenario) {
        this(protocol, scenario, EnumSet.allOf(Promise.class));
    }

    /** A model that watches some promises. */
    Model(Protocol protocol, Scenario scenario, Set<Promise> watched) {
        this.scenario = scenario;
        this.watched = watched;
        this.streams = new StreamSteps(protocol, scenario);
        this.network = new NetworkSteps(protocol);
        this.closing = new ClosingSteps(protocol);
        this.promises = new Promises(watched, scenario, this::isSettled);
    }

    State initial() {
        return State.initial(scenario.budget());
    }

    List<Step> steps(State state) {
        List<Step> steps = new ArrayList<>();
        for (Stream stream : state.streams()) {
            streams.from(state, stream, steps::add);
        }
        network.from(state, steps::add);
        closing.from(state, steps::add);
        return steps;
    }

    boolean watches(Promise promise) {
        return watched.contains(promise);
    }

    /** A promise that is not kept in a state. */
    Optional<Breach> breach(State state) {
        return promises.breach(state);
    }

    /** Whether no stream that is alive has anything left to do. */
    boolean isSettled(State state) {
        return state.streams().stream().allMatch(stream -> !stream.isAlive() || isSettled(state, stream));
    }

    /** All is acknowledged, and if the stream can look, then it sees nothing new. */
    private boolean isSettled(State state, Stream stream) {
        Redis.Known known = state.redis().known(stream);
        boolean nothingNew = known.last() == stream.acked() && known.lost() == stream.lost();
        return stream.isFree() && stream.hasNothingToSend() && (nothingNew || !streams.canLook(stream));
    }
}
