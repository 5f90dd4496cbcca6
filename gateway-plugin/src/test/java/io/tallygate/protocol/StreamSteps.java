package io.tallygate.protocol;

import io.tallygate.protocol.Stream.Doing;
import java.util.function.Consumer;

/** What a stream does: it decides hits, cuts them into batches, sends, takes answers in, and drops what is old. */
final class StreamSteps {

    private final Protocol protocol;
    private final Scenario scenario;

    StreamSteps(Protocol protocol, Scenario scenario) {
        this.protocol = protocol;
        this.scenario = scenario;
    }

    void from(State state, Stream stream, Consumer<Step> steps) {
        if (!stream.isAlive()) {
            return;
        }
        decide(state, stream, steps);
        prune(state, stream, steps);
        if (stream.doing() instanceof Doing.Answered answer) {
            hear(state, stream, answer.known(), steps);
        }
        if (stream.isFree()) {
            send(state, stream, steps);
        }
    }

    private void decide(State state, Stream stream, Consumer<Step> steps) {
        if (stream.decided() == scenario.hits(stream)) {
            return;
        }
        Hit hit = new Hit(stream.id(), stream.decided() + 1);
        Stream after = stream.decide();
        if (!protocol.has(Safeguard.UNTOUCHED_SENT_BATCH) && isUnanswered(stream, hit.window())) {
            after = after.with(stream.batch(stream.newest()).plus(Bag.of(hit)));
        }
        steps.accept(Step.perhaps(() -> stream.name() + " decides hit " + hit, state.with(after)));
    }

    private static boolean isUnanswered(Stream stream, int window) {
        return stream.acked() < stream.newest() && stream.batch(stream.newest()).window() == window;
    }

    /** The time is over for which acknowledged batches are kept. */
    private void prune(State state, Stream stream, Consumer<Step> steps) {
        int oldest = stream.floor();
        boolean old = protocol.has(Safeguard.NEWEST_KEPT) ? oldest < stream.acked() : oldest <= stream.acked();
        if (old) {
            steps.accept(Step.perhaps(
                    () -> stream.name() + " drops batch " + oldest + " from its log", state.with(stream.prune())));
        }
    }

    private void hear(State state, Stream stream, Redis.Known known, Consumer<Step> steps) {
        int last = protocol.has(Safeguard.BELIEVING_LESS) ? known.last() : Math.max(known.last(), stream.acked());
        steps.accept(Step.sure(() -> stream.name() + " hears it", state.with(stream.hear(last, known.lost()))));
    }

    private void send(State state, Stream stream, Consumer<Step> steps) {
        if (stream.firstUnacknowledged() <= stream.newest()) {
            Batch batch = sentAgain(stream);
            send(state, stream.with(batch), batch, "sends again", steps);
        } else if (stream.hasWaiting()) {
            Batch batch = cut(stream);
            send(state, stream.with(batch), batch, "cuts and sends", steps);
        } else if (canLook(stream)) {
            send(state, stream, stream.batch(stream.newest()), "looks with", steps);
        }
    }

    private void send(State state, Stream stream, Batch batch, String how, Consumer<Step> steps) {
        int floor = protocol.has(Safeguard.FLOOR_TOLD_ANEW) ? stream.floor() : batch.frozenFloor();
        Request request = new Request(stream.id(), batch, floor, declared(stream));
        steps.accept(Step.sure(
                () -> stream.name() + " " + how + " " + request, state.with(stream.doing(new Doing.Asking(request)))));
    }

    /** Whether a stream that has nothing to send can find out what Redis knows. */
    boolean canLook(Stream stream) {
        return protocol.has(Safeguard.IDLE_LOOK) && stream.pruned() < stream.newest();
    }

    private Batch sentAgain(Stream stream) {
        Batch batch = stream.batch(stream.firstUnacknowledged());
        if (!protocol.has(Safeguard.UNCHANGED_RESEND) && batch.seq() == stream.newest()) {
            return batch.plus(stream.waiting(batch.window()));
        }
        return batch;
    }

    private Batch cut(Stream stream) {
        int window = stream.waiting(1).isEmpty() ? 2 : 1;
        Bag hits = stream.waiting(window);
        if (!protocol.has(Safeguard.ONE_WINDOW_A_BATCH)) {
            hits = stream.waiting(1).plus(stream.waiting(2));
        }
        int frozenFloor = protocol.has(Safeguard.FLOOR_TOLD_ANEW) ? 0 : stream.floor();
        return new Batch(stream.newest() + 1, stream.hitsUpTo(stream.newest()), window, hits, frozenFloor);
    }

    private int declared(Stream stream) {
        if (protocol.has(Safeguard.LOSS_FROM_BEFORE) || stream.acked() >= stream.pruned()) {
            return 0;
        }
        return stream.hitsUpTo(stream.pruned()) - stream.hitsUpTo(stream.acked());
    }
}
