package io.tallygate.protocol;

import io.tallygate.protocol.Stream.Doing;
import java.util.LinkedHashSet;
import java.util.function.Consumer;

/** What becomes of requests and answers, of processes, and of Redis. */
final class NetworkSteps {

    private final Protocol protocol;

    NetworkSteps(Protocol protocol) {
        this.protocol = protocol;
    }

    void from(State state, Consumer<Step> steps) {
        for (Stream stream : state.streams()) {
            if (stream.doing() instanceof Doing.Asking asking) {
                arrive(state, stream, asking.request(), steps);
                delay(state, stream, asking.request(), steps);
            }
            lose(state, stream, steps);
            crash(state, stream, steps);
        }
        for (Request stray : new LinkedHashSet<>(state.strays())) {
            Redis after = state.redis().apply(stray, protocol);
            steps.accept(Step.sure(
                    () -> "Redis " + verdict(state, after, stray) + " a late copy of " + Stream.name(stray.stream())
                            + "'s " + stray,
                    state.with(after).withoutStray(stray)));
        }
        fallBehind(state, steps);
        failOver(state, steps);
        empty(state, steps);
        expire(state, steps);
    }

    private void arrive(State state, Stream stream, Request request, Consumer<Step> steps) {
        Redis after = state.redis().apply(request, protocol);
        Redis.Known known = after.known(stream);
        steps.accept(Step.sure(
                () -> "Redis " + verdict(state, after, request) + " " + stream.name() + "'s batch " + request.batch()
                        + " and answers " + known,
                state.with(after).with(stream.doing(new Doing.Answered(known)))));
    }

    private static String verdict(State state, Redis after, Request request) {
        if (!after.equals(state.redis())) {
            return "applies";
        }
        int last = after.known().get(request.stream()).last();
        return request.batch().seq() <= last ? "already has" : "refuses";
    }

    private static void delay(State state, Stream stream, Request request, Consumer<Step> steps) {
        if (state.left().left(Chance.DELAY) > 0) {
            steps.accept(Step.perhaps(
                    () -> stream.name() + " stops waiting for an answer; its request is still under way",
                    state.with(stream.doing(Doing.NOTHING)).withStray(request).spend(Chance.DELAY)));
        }
    }

    private static void lose(State state, Stream stream, Consumer<Step> steps) {
        if (stream.isAlive() && !stream.isFree() && state.left().left(Chance.LOSS) > 0) {
            String what = stream.doing() instanceof Doing.Asking ? "request" : "answer";
            steps.accept(Step.perhaps(
                    () -> "the " + what + " is lost; " + stream.name() + " stops waiting",
                    state.with(stream.doing(Doing.NOTHING)).spend(Chance.LOSS)));
        }
    }

    private static void crash(State state, Stream stream, Consumer<Step> steps) {
        if (stream.isAlive() && state.left().left(Chance.CRASH) > 0) {
            State after = state.with(stream.doing(new Doing.Crashed())).spend(Chance.CRASH);
            if (stream.doing() instanceof Doing.Asking asking) {
                after = after.withStray(asking.request());
            }
            steps.accept(Step.perhaps(() -> stream.name() + " crashes", after));
        }
    }

    /** Only the last moment that the replica hears of matters, so it hears of everything until it hears of nothing. */
    private static void fallBehind(State state, Consumer<Step> steps) {
        if (state.replica() == null && state.left().left(Chance.FAILOVER) > 0) {
            steps.accept(Step.perhaps(() -> "the replica hears of nothing more", state.withReplica(state.redis())));
        }
    }

    private static void failOver(State state, Consumer<Step> steps) {
        Redis replica = state.replica();
        if (replica != null) {
            steps.accept(Step.perhaps(
                    () -> "the replica takes over",
                    state.with(replica).withReplica(null).spend(Chance.FAILOVER)));
        }
    }

    private static void empty(State state, Consumer<Step> steps) {
        if (state.left().left(Chance.EMPTYING) > 0) {
            steps.accept(Step.perhaps(
                    () -> "Redis loses everything", state.with(Redis.EMPTY).spend(Chance.EMPTYING)));
        }
    }

    private static void expire(State state, Consumer<Step> steps) {
        if (state.left().left(Chance.EXPIRY) > 0) {
            Stream stream = state.streams().get(0);
            steps.accept(Step.perhaps(
                    () -> "Redis forgets what it knows of " + stream.name(),
                    state.with(state.redis().forget(stream)).spend(Chance.EXPIRY)));
        }
    }
}
