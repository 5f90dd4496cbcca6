package io.tallygate.flush;

import io.tallygate.flush.CounterStore.Ack;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Shards;
import io.tallygate.window.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Brings hits to the store: one batch in flight for each shard, sent again unchanged until it is acknowledged, and a
 * report of the stream once all is through. After a failure the next round begins with the report, so that a store that
 * is away costs one call a round. Belongs to the flush's thread: every method is called there, every answer comes there.
 */
final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final CounterStore store;
    private final StoreClock clock;
    private final Scheduler loop;
    private final Duration timeout;
    private final Stream stream;
    private final Shards shards;
    private final ShardQueue[] queues;

    private boolean reached;
    private boolean reporting;
    private boolean reportDue;
    private boolean leaving;
    private boolean left;
    private boolean troubled;
    private long since;
    private long takenUntil;
    private @Nullable LayoutMismatchException mismatch;

    /** The stream whose hits these are: its id, and its instance's name. */
    record Stream(String id, String name) {}

    Delivery(Stream stream, CounterStore store, StoreClock clock, Scheduler loop, Duration timeout, Shards shards) {
        this.stream = stream;
        this.store = store;
        this.clock = clock;
        this.loop = loop;
        this.timeout = timeout;
        this.shards = shards;
        this.queues = IntStream.range(0, shards.count())
                .mapToObj(shard -> new ShardQueue(stream.id(), shard))
                .toArray(ShardQueue[]::new);
    }

    /** What the stream says of itself before it counts. */
    StreamReport firstReport() {
        return new StreamReport(stream.id(), stream.name(), clock.millis(), clock.millis(), false);
    }

    /** From now on the stream counts. */
    void begin() {
        since = clock.millis();
        takenUntil = since;
    }

    /** Takes over what was counted in a window up to an instant, in milliseconds since the epoch. */
    void add(Period window, Map<CounterKey, Counts> deltas, long until) {
        deltas.forEach((key, delta) -> queues[shards.of(key)].add(window, key, delta));
        takenUntil = until;
    }

    /** One round: sends what waits, and the report once it is through. */
    void round() {
        boolean overdue = reportDue;
        reportDue = true;
        if (overdue || !reached) {
            report();
        }
        send();
    }

    /** From now on the report says that the stream has left. */
    void leave() {
        leaving = true;
    }

    boolean hasLeft() {
        return left;
    }

    FlushStatus status(Duration lateness) {
        return new FlushStatus(
                stream.id(),
                reached,
                Arrays.stream(queues).mapToLong(ShardQueue::hits).sum(),
                Instant.ofEpochMilli(acknowledgedBefore()),
                lateness,
                mismatch == null ? null : mismatch.getMessage());
    }

    private long acknowledgedBefore() {
        return Arrays.stream(queues)
                .flatMapToLong(queue -> queue.oldest().stream())
                .map(second -> second * 1000)
                .min()
                .orElse(takenUntil);
    }

    private void send() {
        if (!reached) {
            return;
        }
        for (ShardQueue queue : queues) {
            send(queue);
        }
        reportIfDrained();
    }

    private void send(ShardQueue queue) {
        queue.send()
                .ifPresent(batch -> ask(store.apply(batch), Ack::storeMillis, ack -> answered(queue, batch, ack), e -> {
                    queue.failed();
                    failed(e);
                }));
    }

    private void answered(ShardQueue queue, Batch batch, Ack ack) {
        if (!ack.covers(batch)) {
            queue.failed();
            failed(new IllegalStateException("batch " + batch.seq() + " of shard " + batch.shard()
                    + " was refused: the store's last is \"" + ack.last() + "\""));
            return;
        }
        queue.acknowledged();
        send(queue);
        reportIfDrained();
    }

    private void reportIfDrained() {
        if (reportDue && isDrained()) {
            report();
        }
    }

    private boolean isDrained() {
        return Arrays.stream(queues).allMatch(ShardQueue::isEmpty);
    }

    private void report() {
        if (reporting) {
            return;
        }
        reporting = true;
        reportDue = false;
        boolean leavingNow = leaving && isDrained();
        StreamReport report = new StreamReport(stream.id(), stream.name(), since, acknowledgedBefore(), leavingNow);
        ask(store.report(report), time -> time, time -> reported(leavingNow), e -> {
            reporting = false;
            failed(e);
        });
    }

    private void reported(boolean leavingNow) {
        reporting = false;
        reached = true;
        left |= leavingNow;
        mismatch = null;
        if (troubled && isDrained()) {
            troubled = false;
            log.info("Redis is back; every hit so far has arrived there");
        }
        send();
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

    private <T> void ask(Mono<T> call, ToLongFunction<T> time, Consumer<T> answered, Consumer<Throwable> failed) {
        long sent = clock.nanos();
        call.timeout(timeout)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the store gave no answer")))
                .publishOn(loop)
                .subscribe(
                        answer -> {
                            clock.sample(sent, clock.nanos(), time.applyAsLong(answer));
                            answered.accept(answer);
                        },
                        failed);
    }
}
