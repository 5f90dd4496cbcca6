package io.tallygate.flush;

import io.tallygate.flush.CounterStore.Ack;
import io.tallygate.flush.CounterStore.Known;
import io.tallygate.window.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Brings hits to the store: one batch in flight for each shard, sent again unchanged until it is acknowledged, and a
 * report of the stream once all is through. After a failure the next round begins with the report, so that a store that
 * is away costs one call a round; where it does not even refuse, the call is waited for longer each time, for calls pile up
 * on the way, and the one that waits is answered at once when the store is back. Belongs to the flush's thread: every method is called there, every answer comes there.
 */
final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /** A stream that has nothing to send looks so often within the replay time. */
    private static final int LOOKS = 4;

    /** So long a report to a store that is away is waited for in the end. */
    private static final Duration MOST_PATIENT = Duration.ofSeconds(30);

    private final CounterStore store;
    private final StoreClock clock;
    private final Scheduler loop;
    private final DeliveryLimits limits;
    private final StreamQueues queues;
    private final EvictionWatch eviction;

    private Duration patience;
    private boolean reached;
    private boolean reporting;
    private boolean reportDue;
    private boolean leaving;
    private boolean left;
    private boolean troubled;
    private long beganNanos;
    private long heldUntilNanos;
    private long since;
    private long takenUntil;
    private long flawsThere;
    private @Nullable LayoutMismatchException mismatch;
    private Consumer<Known> whenReported = known -> {};

    Delivery(StreamQueues queues, CounterStore store, StoreClock clock, Scheduler loop, DeliveryLimits limits) {
        this.queues = queues;
        this.store = store;
        this.clock = clock;
        this.loop = loop;
        this.limits = limits;
        this.patience = limits.timeout();
        this.eviction = new EvictionWatch(store, loop);
    }

    /** What the stream says of itself before it counts. */
    StreamReport firstReport() {
        return new StreamReport(
                queues.stream(), queues.name(), clock.millis(), clock.millis(), false, StreamFigures.ZERO, null, 0);
    }

    /** From now on the stream counts. */
    void begin() {
        beganNanos = clock.nanos();
        heldUntilNanos = beganNanos;
        since = clock.millis();
        takenUntil = since;
    }

    /** Takes over what was counted in a window up to an instant, in milliseconds since the epoch. */
    void add(Period window, Taken taken, long until) {
        queues.add(window, taken);
        left &= taken.isQuiet();
        takenUntil = until;
    }

    /** Takes over what was counted until a moment of the monotonic clock, while the store's clock is not known. */
    void hold(Taken taken, long untilNanos) {
        queues.hold(taken, untilNanos);
        heldUntilNanos = untilNanos;
    }

    /** One round: sends what waits, and the report once it is through. */
    void round() {
        if (queues.renewIfForgotten(clock.nanos(), store.memory().dividedBy(2))) {
            since = 1000 * queues.since(clock.millis() / 1000);
            flawsThere = 0;
        }
        boolean overdue = reportDue;
        reportDue = true;
        if (overdue || !reached) {
            report();
        }
        send();
    }

    /** Has something done after each report that the store took in. */
    void whenReported(Consumer<Known> listener) {
        whenReported = listener;
    }

    /** From now on the report says that the stream has left. */
    void leave() {
        leaving = true;
    }

    /** The same, and what is under way counts as lost in this window, as long as it does not end. */
    void leaveBehind(Period window) {
        queues.loseInFlight(window);
        leaving = true;
    }

    boolean hasLeft() {
        return left && flawsThere == queues.flawsVersion();
    }

    FlushStatus status(Duration lateness) {
        return new FlushStatus(
                queues.stream(),
                reached,
                queues.figures(),
                Instant.ofEpochMilli(acknowledgedBefore()),
                lateness,
                clock.localOffset(),
                eviction.policies(),
                mismatch == null ? null : mismatch.getMessage());
    }

    private long acknowledgedBefore() {
        OptionalLong oldest = queues.oldest();
        return oldest.isPresent() ? oldest.getAsLong() * 1000 : takenUntil;
    }

    private void send() {
        if (!reached) {
            return;
        }
        for (ShardQueue queue : queues.all()) {
            if (!send(queue, queue.send())) {
                send(queue, queue.look(clock.nanos(), limits.replay().toNanos() / LOOKS));
            }
        }
        reportIfDrained();
    }

    private boolean send(ShardQueue queue, Optional<Batch> next) {
        next.ifPresent(batch -> ask(
                () -> store.apply(batch, queue.floor()),
                limits.timeout(),
                Ack::storeMillis,
                ack -> answered(queue, batch, ack),
                e -> {
                    queue.failed();
                    failed(e);
                }));
        return next.isPresent();
    }

    private void answered(ShardQueue queue, Batch batch, Ack ack) {
        long lostBefore = queue.lost();
        long again = queue.answered(ack, clock.nanos());
        if (again > 0) {
            log.warn(
                    "Redis has forgotten what it had acknowledged in shard {}; {} batches are sent again",
                    batch.shard(),
                    again);
        }
        if (queue.lost() > lostBefore) {
            log.warn(
                    "Redis has lost {} hits of this instance in shard {}, from before what can be sent again; their windows"
                            + " are partial",
                    queue.lost() - lostBefore,
                    batch.shard());
        }
        queues.noteLosses();
        send(queue, queue.send());
        reportIfDrained();
    }

    private void reportIfDrained() {
        if (reportDue && queues.isDrained()) {
            report();
        }
    }

    private void report() {
        if (reporting) {
            return;
        }
        reporting = true;
        reportDue = false;
        boolean leavingNow = leaving && queues.isDrained();
        long flaws = queues.flawsVersion();
        // A store that may be away is only asked whether it is there: what it does not take piles up on the way.
        boolean withFlaws = reached && flaws != flawsThere;
        StreamReport report = new StreamReport(
                queues.stream(),
                queues.name(),
                since,
                acknowledgedBefore(),
                leavingNow,
                queues.figures(),
                withFlaws ? queues.flaws() : null,
                flaws);
        ask(() -> store.report(report), patience, Known::storeMillis, known -> reported(report, known), e -> {
            reporting = false;
            if (e instanceof TimeoutException) {
                patience = twice(patience);
            }
            failed(e);
        });
    }

    private void reported(StreamReport report, Known known) {
        reporting = false;
        patience = limits.timeout();
        reached = true;
        if (report.stream().equals(queues.stream())) {
            noteFlaws(report, known.flaws());
        }
        left = report.left() && queues.isDrained();
        mismatch = null;
        eviction.look(clock.nanos());
        if (troubled && queues.isDrained()) {
            troubled = false;
            log.info("Redis is back; every hit so far has arrived there");
        }
        whenReported.accept(known);
        send();
    }

    private void noteFlaws(StreamReport report, long there) {
        Map<Period, Flaw> told = report.flaws();
        if (told == null && there == 0 && flawsThere != 0) {
            // The store has forgotten this stream, and with it whoever else counted: only from now on it is known
            // again.
            since = clock.millis();
        }
        if (told != null && there == report.flawsVersion()) {
            queues.noteTold(told);
        } else if (there != flawsThere) {
            queues.noteTold(Map.of());
        }
        flawsThere = there;
    }

    private static Duration twice(Duration patience) {
        Duration twice = patience.multipliedBy(2);
        return twice.compareTo(MOST_PATIENT) < 0 ? twice : MOST_PATIENT;
    }

    private void failed(Throwable e) {
        reached = false;
        if (e instanceof LayoutMismatchException found) {
            if (mismatch == null) {
                log.error("Nothing is flushed to Redis, requests are still routed: {}", found.getMessage());
            }
            mismatch = found;
        } else if (!troubled) {
            log.warn("Hits cannot be flushed to Redis; they wait here, requests are still routed: {}", e.toString());
        }
        troubled = true;
    }

    private void synchronise(long sentNanos, long storeMillis) {
        boolean first = !clock.isSynchronised();
        clock.sample(sentNanos, clock.nanos(), storeMillis);
        if (first) {
            since = clock.millisAt(beganNanos);
            takenUntil = clock.millisAt(heldUntilNanos);
            queues.place(clock);
        }
    }

    private <T> void ask(
            Supplier<Mono<T>> call,
            Duration atMost,
            ToLongFunction<T> time,
            Consumer<T> answered,
            Consumer<Throwable> failed) {
        long sent = clock.nanos();
        new StoreCall<T>(
                        answer -> {
                            synchronise(sent, time.applyAsLong(answer));
                            answered.accept(answer);
                        },
                        failed)
                .make(call, atMost, loop);
    }
}
