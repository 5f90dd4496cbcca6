package io.tallygate.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * What Redis holds in one shard, and what its scripts make of it.
 *
 * @param known what it knows of each stream
 * @param windows window 1 and window 2
 * @param hour what was moved out of both
 */
record Redis(List<Known> known, List<Window> windows, Bag hour) {

    static final Redis EMPTY =
            new Redis(List.of(Known.NOTHING, Known.NOTHING), List.of(Window.EMPTY, Window.EMPTY), Bag.EMPTY);

    /**
     * What it knows of a stream.
     *
     * @param last the seq of the last batch applied
     * @param hits how many hits were applied
     * @param lost how many hits in batches up to the last never were
     */
    record Known(int last, int hits, int lost) {
        static final Known NOTHING = new Known(0, 0, 0);

        @Override
        public String toString() {
            return last + (lost > 0 ? ", " + lost + " lost" : "");
        }
    }

    /** A window: what is live in it, and what is in its list. */
    record Window(Bag live, Bag list) {
        static final Window EMPTY = new Window(Bag.EMPTY, Bag.EMPTY);
    }

    Redis {
        known = List.copyOf(known);
        windows = List.copyOf(windows);
    }

    Known known(Stream stream) {
        return known.get(stream.id());
    }

    Window window(int window) {
        return windows.get(window - 1);
    }

    /** All hits, wherever they are. Each must be there once. */
    Bag hits() {
        return live().plus(lists());
    }

    Bag live() {
        return window(1).live().plus(window(2).live());
    }

    Bag lists() {
        return window(1).list().plus(window(2).list());
    }

    /** The script {@code apply}. */
    Redis apply(Request request, Protocol protocol) {
        Batch batch = request.batch();
        Known before = known.get(request.stream());
        if (protocol.has(Safeguard.SEQUENCE_CHECK)) {
            int next = before.last() + 1;
            if (protocol.has(Safeguard.FLOOR)) {
                next = Math.max(next, request.floor());
            }
            if (batch.seq() <= before.last() || batch.seq() != next) {
                return this;
            }
        }
        int lost = protocol.has(Safeguard.LOSS_FROM_BEFORE)
                ? batch.before() - before.hits()
                : before.lost() + request.declared();
        Known after = new Known(batch.seq(), before.hits() + batch.hits().size(), lost);
        Window window = window(batch.window());
        return with(request.stream(), after)
                .with(batch.window(), new Window(window.live().plus(batch.hits()), window.list()));
    }

    /** The script {@code close}: what is live goes into the list and the hour. */
    Redis move(int window) {
        return put(window, window(window).live()).delete(window);
    }

    /** Some hits go into a window's list and the hour. */
    Redis put(int window, Bag hits) {
        Window before = window(window);
        Redis after = with(window, new Window(before.live(), before.list().plus(hits)));
        return new Redis(after.known, after.windows, hour.plus(hits));
    }

    /** Nothing is live any more in a window. */
    Redis delete(int window) {
        return with(window, new Window(Bag.EMPTY, window(window).list()));
    }

    /** Nothing is known any more of a stream. */
    Redis forget(Stream stream) {
        return with(stream.id(), Known.NOTHING);
    }

    private Redis with(int stream, Known after) {
        List<Known> changed = new ArrayList<>(known);
        changed.set(stream, after);
        return new Redis(changed, windows, hour);
    }

    private Redis with(int window, Window after) {
        List<Window> changed = new ArrayList<>(windows);
        changed.set(window - 1, after);
        return new Redis(known, changed, hour);
    }
}
