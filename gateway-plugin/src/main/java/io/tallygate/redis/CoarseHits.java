package io.tallygate.redis;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * Remembers for a while what was found live in the hours and days of each shard. They change only with what is moved, or
 * applied to them directly, and each of these raises one of the shard's sums: so what was found with some sums still holds
 * with the same sums. A minute is the end of it, so that nothing is held that nobody reads; and a Redis that was set back
 * by a failover and then came to the very same sums on another way is not believed for longer.
 */
final class CoarseHits {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Map<Integer, Known> byShard = new ConcurrentHashMap<>();
    private final Scheduler threads;

    CoarseHits(Scheduler threads) {
        this.threads = threads;
    }

    /** No record: another that holds the same is another. */
    private static final class Known {
        private final List<@Nullable String> sums;
        private final Map<Period, Map<String, Kept>> hits = new ConcurrentHashMap<>();
        private final Disposable.Swap end = Disposables.swap();

        Known(List<@Nullable String> sums) {
            this.sums = sums;
        }
    }

    /** What is known of a shard while it has these sums, by period and counter. */
    Map<Period, Map<String, Kept>> of(int shard, List<@Nullable String> sums) {
        Known known = byShard.get(shard);
        return known != null && known.sums.equals(sums) ? known.hits : Map.of();
    }

    /** Keeps what was found while a shard had these sums. */
    void keep(int shard, List<@Nullable String> sums, Map<Period, Map<String, Kept>> found) {
        byShard.compute(shard, (n, known) -> known != null && known.sums.equals(sums) ? known : begin(n, known, sums))
                .hits
                .putAll(found);
    }

    private Known begin(int shard, @Nullable Known before, List<@Nullable String> sums) {
        if (before != null) {
            // What waits to remove it would hold it for the rest of its minute.
            before.end.dispose();
        }
        Known known = new Known(sums);
        known.end.update(threads.schedule(() -> byShard.remove(shard, known), KEPT.toSeconds(), TimeUnit.SECONDS));
        return known;
    }
}
