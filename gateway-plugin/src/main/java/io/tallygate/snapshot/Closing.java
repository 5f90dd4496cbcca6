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

    /**
     * A closing.
     *
     * @param shards how many shards there are
     * @param grace how long after its end a period is closed
     * @param chunk how many counters are moved at once
     */
    public Closing(SnapshotStore store, int shards, Duration grace, int chunk) {
        this.store = store;
        this.shards = shards;
        this.grace = grace;
        this.chunk = chunk;
    }

    /** Closes everything that is due. Blocks until it is done. */
    public void closeDue() {
        for (int shard = 0; shard < shards; shard++) {
            List<Period> due = await(store.due(shard, grace));
            for (Period period : due) {
                close(shard, period);
            }
            if (due.stream().anyMatch(period -> period.granularity() == Granularity.DAY)) {
                await(store.forgetOld(shard));
            }
        }
    }

    private void close(int shard, Period period) {
        long left;
        do {
            List<CounterKey> counters = await(store.live(shard, period, chunk));
            left = await(store.close(shard, period, counters));
        } while (left > 0);
    }

    private static <T> T await(Mono<T> call) {
        return Objects.requireNonNull(call.block(TIMEOUT), "the store gave no answer");
    }
}
