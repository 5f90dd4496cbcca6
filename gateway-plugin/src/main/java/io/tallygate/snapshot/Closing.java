package io.tallygate.snapshot;

import io.tallygate.hit.CounterKey;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Closes what has ended: chunk by chunk, each chunk in one step of the store. It can stop anywhere and be taken up by
 * another instance, and two at once do no harm, for a counter that one has moved the other no longer finds.
 */
public final class Closing {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SnapshotStore store;
    private final int shards;
    private final Duration grace;
    private final int chunk;

    /** How many periods of a shard were closed, and how many counters were asked to move. */
    public record Closed(int periods, long counters) {
        static final Closed NOTHING = new Closed(0, 0);

        Closed plus(Closed other) {
            return new Closed(periods + other.periods, counters + other.counters);
        }
    }

    /**
     * A closing.
     *
     * @param shards how many shards there are
     * @param grace how long after its end a period is closed, unless all streams have reported earlier
     * @param chunk how many counters are moved at once
     */
    public Closing(SnapshotStore store, int shards, Duration grace, int chunk) {
        this.store = store;
        this.shards = shards;
        this.grace = grace;
        this.chunk = chunk;
    }

    /** Closes everything that is due. Blocks until it is done. */
    public Closed closeDue() {
        long reportedUntil = await(store.reportedUntil());
        Closed closed = Closed.NOTHING;
        RuntimeException first = null;
        for (int shard = 0; shard < shards; shard++) {
            try {
                closed = closed.plus(closeDue(shard, reportedUntil));
            } catch (RuntimeException e) {
                // One part of a cluster may be away: the others go on.
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return closed;
    }

    private Closed closeDue(int shard, long reportedUntil) {
        Closed closed = Closed.NOTHING;
        List<Period> due = await(store.due(shard, grace, reportedUntil));
        for (Period period : due) {
            closed = closed.plus(close(shard, period));
        }
        if (due.stream().anyMatch(period -> period.granularity() == Granularity.DAY)) {
            await(store.forgetOld(shard));
        }
        return closed;
    }

    private Closed close(int shard, Period period) {
        long moved = 0;
        long left = Long.MAX_VALUE;
        long before;
        do {
            before = left;
            List<CounterKey> counters = await(store.live(shard, period, chunk));
            left = await(store.close(shard, period, counters));
            moved += counters.size();
            // Names that were read from a replica that lags may all have moved: the next round goes on.
        } while (left > 0 && left < before);
        return new Closed(1, moved);
    }

    private static <T> T await(Mono<T> call) {
        return Objects.requireNonNull(call.block(TIMEOUT), "the store gave no answer");
    }
}
