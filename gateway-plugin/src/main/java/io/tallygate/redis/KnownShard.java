package io.tallygate.redis;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.window.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads what is live in a shard, but for the hours and days of which it is known since they changed last. */
final class KnownShard {

    private final LiveShard live;
    private final CoarseHits coarse;

    KnownShard(LiveShard live, CoarseHits coarse) {
        this.live = live;
        this.coarse = coarse;
    }

    /**
     * All that is live in the chosen periods; right if nothing moves before this ends.
     *
     * @param sums the sums that the shard has, as {@link StillShard} reads them
     */
    Mono<LiveHits> read(int shard, Predicate<Period> chosen, List<@Nullable String> sums) {
        return live.periods(shard, chosen).flatMap(periods -> {
            Map<Period, Map<String, Kept>> known = new HashMap<>(coarse.of(shard, sums));
            known.keySet().retainAll(periods);
            return live.scan(shard, periods, known)
                    // If something has moved meanwhile, the shard never has these sums again.
                    .doOnNext(found -> coarse.keep(shard, sums, found.coarse()));
        });
    }
}
