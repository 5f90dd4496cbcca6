package io.tallygate.redis;

import io.tallygate.history.HistoryStore.Kept;
import io.tallygate.window.Granularity;
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
    private final StillShard still;
    private final CoarseHits coarse;

    KnownShard(LiveShard live, StillShard still, CoarseHits coarse) {
        this.live = live;
        this.still = still;
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
            boolean all = periods.stream().allMatch(p -> p.granularity() == Granularity.WINDOW || known.containsKey(p));
            Mono<LiveHits> hits = live.scan(shard, periods, known);
            return all ? hits : hits.delayUntil(found -> keep(shard, sums, found));
        });
    }

    private Mono<Void> keep(int shard, List<@Nullable String> sums, LiveHits found) {
        return still.moves(shard)
                .filter(sums::equals)
                .doOnNext(same -> coarse.keep(shard, sums, found.coarse()))
                .then();
    }
}
