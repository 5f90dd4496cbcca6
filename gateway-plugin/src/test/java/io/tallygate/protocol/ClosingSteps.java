package io.tallygate.protocol;

import io.tallygate.protocol.State.Leader;
import io.tallygate.protocol.State.Leader.Next;
import java.util.LinkedHashSet;
import java.util.function.Consumer;

/** What leaders do: they read what is live in window 1, which has ended, and then move it. */
final class ClosingSteps {

    private static final int ENDED = 1;

    private final Protocol protocol;

    ClosingSteps(Protocol protocol) {
        this.protocol = protocol;
    }

    void from(State state, Consumer<Step> steps) {
        Bag live = state.redis().window(ENDED).live();
        if (!live.isEmpty() && state.left().left(Chance.CLOSING) > 0) {
            steps.accept(Step.perhaps(
                    () -> "a leader reads window 1: " + live,
                    state.with(reader(live)).spend(Chance.CLOSING)));
        }
        for (Leader leader : new LinkedHashSet<>(state.leaders())) {
            steps.accept(next(state.without(leader), leader));
        }
    }

    private Leader reader(Bag live) {
        if (!protocol.has(Safeguard.ATOMIC_MOVE)) {
            return new Leader(live, Next.PUT);
        }
        // It reads names only: there is nothing of the counts for it to remember.
        return new Leader(protocol.has(Safeguard.MOVE_OF_WHAT_IS_LIVE) ? Bag.EMPTY : live, Next.MOVE);
    }

    private Step next(State rest, Leader leader) {
        Redis redis = rest.redis();
        return switch (leader.next()) {
            case MOVE -> Step.sure(() -> "a leader moves window 1", rest.with(move(redis, leader.read())));
            case PUT ->
                Step.sure(
                        () -> "a leader puts " + leader.read() + " into the list of window 1",
                        rest.with(redis.put(ENDED, leader.read())).with(new Leader(leader.read(), Next.DELETE)));
            case DELETE -> Step.sure(() -> "a leader deletes what is live in window 1", rest.with(redis.delete(ENDED)));
        };
    }

    private Redis move(Redis redis, Bag read) {
        return protocol.has(Safeguard.MOVE_OF_WHAT_IS_LIVE)
                ? redis.move(ENDED)
                : redis.put(ENDED, read).delete(ENDED);
    }
}
