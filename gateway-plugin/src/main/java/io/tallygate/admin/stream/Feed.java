package io.tallygate.admin.stream;

import io.tallygate.history.TrendHistory;
import io.tallygate.history.state.StateHistory;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What all listeners are told. Redis is read once for all of them, and not at all while nobody listens; a listener that
 * comes back is told what it missed.
 */
public final class Feed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Feed.class);

    private static final Duration TICK = Duration.ofMillis(500);

    /** Every so many ticks it is looked whether windows changed that were told of. */
    private static final int TICKS_A_LOOK = 2;

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MAX_LISTENERS = 100;

    /** So many events may wait for a listener that is slow; then it has to come back. */
    private static final int MAX_WAITING = 256;

    private final ClosedWindows closed;
    private final Versions versions;
    private final Calendar calendar;
    private final Clock clock;
    private final Flux<FeedEvent> shared;
    private final Sinks.Empty<Void> end = Sinks.empty();
    private final AtomicInteger listeners = new AtomicInteger();

    public Feed(TrendHistory trends, StateHistory states, Versions versions, Calendar calendar, Clock clock) {
        this.closed = new ClosedWindows(trends, states, calendar);
        this.versions = versions;
        this.calendar = calendar;
        this.clock = clock;
        this.shared = Flux.defer(this::read).publish().refCount(1);
    }

    /** Whether one more listener may come. */
    boolean hasRoom() {
        return listeners.get() < MAX_LISTENERS;
    }

    /**
     * What happens from now on.
     *
     * @param after the end of the last window that the listener was told of, in seconds since the epoch; 0 if none
     */
    Flux<FeedEvent> events(long after) {
        return Flux.defer(() -> {
                    if (listeners.incrementAndGet() > MAX_LISTENERS) {
                        return Flux.empty();
                    }
                    return complete(after, shared.onBackpressureBuffer(MAX_WAITING));
                })
                .doFinally(signal -> listeners.decrementAndGet())
                .takeUntilOther(end.asMono());
    }

    /**
     * What was missed, then what happens: puts in what is missing before each window, and leaves out what was told
     * already. How things are is looked at once the listener hears of changes, so that it misses none.
     */
    private Flux<FeedEvent> complete(long after, Flux<FeedEvent> live) {
        AtomicLong last = new AtomicLong(after > seconds() ? 0 : after);
        long before = last.get();
        Flux<FeedEvent> now = Flux.defer(() ->
                Flux.fromIterable(versions.all()).concatWith(before == 0 ? Flux.empty() : changedSince(before, last)));
        return Flux.concat(
                before == 0 ? Flux.empty() : Flux.defer(() -> missed(last, seconds())),
                Flux.merge(live.concatMap(event -> toListener(event, last)), now));
    }

    /** What changed of the windows before a second that a listener was told of, since then. */
    private Flux<FeedEvent> changedSince(long before, AtomicLong last) {
        return closed.changedSince(before)
                .timeout(LONGEST)
                .concatMap(window -> again(new FeedEvent.Again(window), last));
    }

    private Flux<? extends FeedEvent> toListener(FeedEvent event, AtomicLong last) {
        if (event instanceof FeedEvent.Window window) {
            return upTo(window, last);
        }
        return event instanceof FeedEvent.Again again ? again(again, last) : Flux.just(event);
    }

    /** A listener that remembers the id of this one would be told of all after it again, should it come back. */
    private static Flux<FeedEvent> again(FeedEvent.Again again, AtomicLong last) {
        return last.get() == 0 ? Flux.just(again) : Flux.just(again, new FeedEvent.Place(last.get()));
    }

    private Flux<FeedEvent.Window> upTo(FeedEvent.Window window, AtomicLong last) {
        if (window.to() <= last.get()) {
            return Flux.empty();
        }
        Flux<FeedEvent.Window> before =
                last.get() == 0 || last.get() >= window.from() ? Flux.empty() : missed(last, window.from());
        return before.concatWith(Mono.fromSupplier(() -> {
            last.set(window.to());
            return window;
        }));
    }

    private Flux<FeedEvent.Window> missed(AtomicLong last, long to) {
        return closed.between(last.get(), to).timeout(LONGEST).doOnNext(window -> last.set(window.to()));
    }

    /** Reads for all listeners, from the window on that has ended last. */
    private Flux<FeedEvent> read() {
        AtomicLong next = new AtomicLong(
                calendar.containing(Granularity.WINDOW, seconds()).from()
                        - calendar.window().toSeconds());
        AtomicReference<Versions.Told> told = new AtomicReference<>(versions.now());
        return Flux.interval(TICK)
                .onBackpressureDrop()
                .concatMap(tick -> Flux.concat(changes(told), windows(next, tick)), 1);
    }

    private Flux<FeedEvent> changes(AtomicReference<Versions.Told> told) {
        return Flux.defer(() -> {
            Versions.Told now = versions.now();
            return Flux.fromIterable(versions.changes(told.getAndSet(now), now));
        });
    }

    private Flux<FeedEvent> windows(AtomicLong next, long tick) {
        Flux<FeedEvent> fresh = Flux.defer(() -> closed.between(next.get(), seconds()))
                .doOnNext(window -> next.set(window.to()))
                .cast(FeedEvent.class);
        Flux<FeedEvent> again = tick % TICKS_A_LOOK == 0
                ? Flux.defer(() -> closed.changed(seconds())).map(FeedEvent.Again::new)
                : Flux.empty();
        return fresh.concatWith(again)
                .timeout(LONGEST)
                // Redis is away, which the flush says in the log: what is missing now comes when it is back.
                .onErrorResume(e -> {
                    log.debug("Closed windows cannot be read for now", e);
                    return Flux.empty();
                });
    }

    private long seconds() {
        return clock.instant().getEpochSecond();
    }

    /** Nobody is told anything any more, and whoever listens sees the end. */
    @Override
    public void close() {
        end.tryEmitEmpty();
    }
}
