package io.tallygate.flush;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.Shards;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All shards' ways to the store, under one stream's id. Belongs to the flush's thread. */
final class StreamQueues {

    private static final Logger log = LoggerFactory.getLogger(StreamQueues.class);

    private final String name;
    private final Calendar calendar;
    private final Shards shards;
    private final DeliveryLimits limits;
    private final Unplaced unplaced;
    private Flaws flaws;
    private Map<Period, Flaw> told = Map.of();
    private @Nullable Period abandonedIn;
    private String stream = UUID.randomUUID().toString();
    private List<ShardQueue> queues;
    private long decided;
    private long inFlight;
    private long settledBefore;
    private long uncertain;
    private long toldLost;
    private long flawsVersion = 1;
    private boolean merging;
    private OptionalLong renewedFrom = OptionalLong.empty();

    /**
     * Nothing to send yet.
     *
     * @param name the instance's name, a label only
     * @param nowNanos the time, by the monotonic clock
     */
    StreamQueues(String name, Calendar calendar, Shards shards, DeliveryLimits limits, long nowNanos) {
        this.name = name;
        this.calendar = calendar;
        this.shards = shards;
        this.limits = limits;
        this.flaws = new Flaws(calendar);
        this.unplaced = new Unplaced(limits.waiting());
        this.queues = IntStream.range(0, shards.count())
                .mapToObj(shard -> queue(shard, new Backlog(), nowNanos))
                .toList();
    }

    private ShardQueue queue(int shard, Backlog backlog, long nowNanos) {
        return new ShardQueue(stream, shard, backlog, calendar, limits, nowNanos);
    }

    String stream() {
        return stream;
    }

    String name() {
        return name;
    }

    List<ShardQueue> all() {
        return queues;
    }

    /** Takes over what was counted in a window. */
    void add(Period window, Taken taken) {
        note(taken);
        add(window, taken.deltas());
        makeRoom(window);
    }

    /** Takes over what was counted until a moment of the monotonic clock, while the store's clock is not known. */
    void hold(Taken taken, long nanos) {
        note(taken);
        unplaced.add(nanos, taken.deltas());
    }

    /** Puts what was held into its windows, the store's clock being known now. */
    void place(StoreClock clock) {
        for (Unplaced.Moment moment : unplaced.remove()) {
            long first = clock.millisAt(moment.firstNanos()) / 1000;
            long last = clock.millisAt(moment.nanos()) / 1000;
            Granularity finest = finest(first, last);
            add(calendar.containing(finest, last), moment.deltas());
            if (finest != Granularity.WINDOW) {
                tellMerged(
                        finest == Granularity.HOUR ? Granularity.WINDOW : Granularity.HOUR, first, last, moment.hits());
            }
        }
        makeRoom(calendar.containing(Granularity.WINDOW, clock.millis() / 1000));
    }

    /** The finest granularity with one period that holds both seconds; at most a day. */
    private Granularity finest(long first, long last) {
        return Stream.of(Granularity.WINDOW, Granularity.HOUR)
                .filter(granularity -> calendar.containing(granularity, last).from() <= first)
                .findFirst()
                .orElse(Granularity.DAY);
    }

    /** How many of the hits belong to which of the periods nobody knows: each is told an even share. */
    private void tellMerged(Granularity granularity, long first, long last, long merged) {
        List<Period> periods = Stream.iterate(
                        calendar.containing(granularity, first), period -> period.from() <= last, calendar::after)
                .toList();
        long share = Math.max(1, merged / periods.size());
        periods.forEach(period -> flaws.add(period, new Flaw(0, share)));
        flawsVersion++;
    }

    private void note(Taken taken) {
        long before = abandoned();
        decided = taken.decided();
        inFlight = taken.inFlight();
        if (abandoned() != before) {
            flawsVersion++;
        }
    }

    /** From now on hits whose outcome is not known yet are declared lost, in this window; until it is known after all. */
    void loseInFlight(Period window) {
        boolean moved = !window.equals(abandonedIn);
        abandonedIn = window;
        if (moved && abandoned() > 0) {
            flawsVersion++;
        }
    }

    private long abandoned() {
        return abandonedIn == null ? 0 : Math.max(0, inFlight);
    }

    private void add(Period window, Map<CounterKey, Counts> deltas) {
        deltas.forEach((key, delta) -> queues.get(shards.of(key)).add(window, key, delta));
    }

    private void makeRoom(Period current) {
        boolean full = waiting() > limits.waiting();
        if (full && !merging) {
            log.warn(
                    "More than {} counters wait for Redis; the oldest windows are merged into their hours, no hit is"
                            + " lost",
                    limits.waiting());
        }
        merging = full;
        while (waiting() > limits.waiting() && mergeOldest(current)) {
            // until there is room, or nothing left to merge
        }
    }

    private int waiting() {
        return queues.stream().mapToInt(queue -> queue.backlog().size()).sum();
    }

    private boolean mergeOldest(Period current) {
        return mergeOldest(Granularity.WINDOW, current) || mergeOldest(Granularity.HOUR, current);
    }

    private boolean mergeOldest(Granularity granularity, Period current) {
        return queues.stream()
                .flatMap(queue -> queue.backlog().oldest(granularity).stream())
                .filter(period -> period.to() <= current.from())
                .min(Comparator.comparing(Period::from))
                .map(this::merge)
                .isPresent();
    }

    private Period merge(Period period) {
        Period coarser = calendar.parent(period);
        long merged = queues.stream()
                .mapToLong(queue -> queue.backlog().merge(period, coarser))
                .sum();
        flaws.add(period, new Flaw(0, merged));
        flawsVersion++;
        return period;
    }

    /**
     * Goes on under a new id if the store has not been heard of for so long that it may have forgotten the old one: what
     * was sent and not answered can then not be sent again, for nobody would know it for a copy.
     */
    boolean renewIfForgotten(long nowNanos, Duration memory) {
        boolean forgotten = queues.stream().anyMatch(queue -> queue.wasUnheardFor(memory.toNanos(), nowNanos));
        if (!forgotten || queues.stream().anyMatch(ShardQueue::isInFlight)) {
            return false;
        }
        renewedFrom = oldest();
        // What the store was told stays there, under the old id.
        flaws = declared().without(told);
        long untold = flaws.lost();
        settledBefore += total(ShardQueue::acknowledged) + total(ShardQueue::lost) + uncertain - untold;
        told = Map.of();
        long doubtful = 0;
        for (ShardQueue queue : queues) {
            doubtful += queue.unanswered();
            queue.tellUnanswered((period, hits) -> flaws.add(period, new Flaw(hits, 0)));
        }
        uncertain = doubtful + untold;
        stream = UUID.randomUUID().toString();
        List<ShardQueue> old = queues;
        queues = IntStream.range(0, old.size())
                .mapToObj(shard -> queue(shard, old.get(shard).backlog(), nowNanos))
                .toList();
        flawsVersion++;
        log.warn(
                "Redis was not heard of for more than {}; {} hits were sent and never acknowledged, and are taken for lost",
                memory,
                doubtful);
        return true;
    }

    /** The store has these flaws, under the present id. */
    void noteTold(Map<Period, Flaw> there) {
        told = there;
    }

    /** The start of the oldest window that the stream brings hits of since it was renewed, or else this second. */
    long since(long second) {
        return renewedFrom.orElse(second);
    }

    /** To be called after an answer: the store may have told of a loss. */
    void noteLosses() {
        long lost = total(ShardQueue::lost);
        if (lost != toldLost) {
            toldLost = lost;
            flawsVersion++;
        }
    }

    /** Grows with each change of the flaws. */
    long flawsVersion() {
        return flawsVersion;
    }

    /** What the stream's hits lack, by period. */
    Map<Period, Flaw> flaws() {
        Flaws all = declared();
        if (abandonedIn != null && abandoned() > 0) {
            all.add(abandonedIn, new Flaw(abandoned(), 0));
        }
        return all.byPeriod();
    }

    private Flaws declared() {
        Flaws losses = new Flaws(calendar);
        queues.forEach(queue -> queue.tellLosses((period, lost) -> losses.add(period, new Flaw(lost, 0))));
        return losses.with(flaws);
    }

    /** Whether the store has everything. */
    boolean isDrained() {
        return queues.stream().allMatch(ShardQueue::isEmpty);
    }

    /** The start of the oldest window with a hit that is not acknowledged, in seconds since the epoch. */
    OptionalLong oldest() {
        return queues.stream().flatMapToLong(queue -> queue.oldest().stream()).min();
    }

    StreamFigures figures() {
        return new StreamFigures(
                decided - settledBefore,
                inFlight - abandoned(),
                total(queue -> queue.backlog().hits()) + unplaced.hits(),
                total(ShardQueue::unanswered),
                total(ShardQueue::acknowledged),
                total(ShardQueue::lost) + uncertain + abandoned());
    }

    private long total(ToLongFunction<ShardQueue> hits) {
        return queues.stream().mapToLong(hits).sum();
    }
}
