package io.tallygate.history.audit;

import io.tallygate.history.audit.Audit.ListAudit;
import io.tallygate.history.audit.Audit.ShardAudit;
import io.tallygate.history.audit.AuditStore.Flow;
import io.tallygate.history.state.StateHistory;
import io.tallygate.window.Granularity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Audits while everything goes on. What takes several reads is compared only if the sums that tell of a change are the
 * same before and after; it is read again if they are not, and called moving if that never helps.
 */
public final class Auditor {

    private static final int TRIES = 10;
    private static final int SHARDS_AT_ONCE = 4;

    /** What is about to be trimmed may be there in one list and not in the other. */
    private static final Duration ABOUT_TO_BE_TRIMMED = Duration.ofHours(1);

    private final AuditStore store;
    private final StreamComparison streams;
    private final Clock clock;

    /**
     * An auditor.
     *
     * @param clock the store's clock
     */
    public Auditor(AuditStore store, StateHistory states, Clock clock) {
        this.store = store;
        this.streams = new StreamComparison(store, states, clock);
        this.clock = clock;
    }

    /** Audits the streams, and what is live. */
    public Mono<Audit> audit() {
        return Mono.zip(streams.compare(), shards())
                .map(found -> new Audit(found.getT1().streams(), found.getT1().leftOut(), found.getT2(), List.of()));
    }

    /**
     * Audits the lists too, as far as they are kept.
     *
     * @param from in seconds since the epoch
     * @param to the first second after the range
     */
    public Mono<Audit> audit(long from, long to) {
        return audit().flatMap(audit -> Flux.fromArray(Granularity.values())
                .concatMap(granularity -> lists(granularity, from, to))
                .collectList()
                .map(lists -> new Audit(audit.streams(), audit.streamsLeftOut(), audit.shards(), lists)));
    }

    private Mono<List<ShardAudit>> shards() {
        return Flux.range(0, store.shards())
                .flatMapSequential(this::shard, SHARDS_AT_ONCE)
                .collectList();
    }

    private Mono<ShardAudit> shard(int shard) {
        return Flux.fromArray(Granularity.values())
                .concatMap(
                        granularity -> live(shard, granularity, TRIES).map(balance -> Map.entry(granularity, balance)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(live -> new ShardAudit(shard, live));
    }

    private Mono<Balance> live(int shard, Granularity granularity, int tries) {
        Mono<Flow> flow = store.sums(shard, List.of()).map(sums -> sums.flow(granularity));
        return flow.flatMap(before -> store.live(shard, granularity)
                .flatMap(live -> flow.flatMap(after -> {
                    if (before.equals(after)) {
                        return Mono.just(Balance.of(before.left(), live));
                    }
                    return tries > 1
                            ? live(shard, granularity, tries - 1)
                            : Mono.just(new Balance(after.left(), live, true));
                })));
    }

    private Mono<ListAudit> lists(Granularity granularity, long from, long to) {
        long now = clock.instant().getEpochSecond();
        long kept =
                now - store.retention(granularity).minus(ABOUT_TO_BE_TRIMMED).toSeconds();
        long first = Math.max(from, kept);
        long end = Math.max(first, Math.min(to, now));
        return Flux.range(0, store.shards())
                .flatMapSequential(shard -> listed(shard, granularity, first, end, TRIES), SHARDS_AT_ONCE)
                .collectList()
                .map(shards -> new ListAudit(granularity, first, end, shards));
    }

    private Mono<Balance> listed(int shard, Granularity granularity, long from, long to, int tries) {
        Mono<Long> totals = store.totals(shard, granularity, from, to);
        return totals.flatMap(before -> store.listed(shard, granularity, from, to)
                .flatMap(listed -> totals.flatMap(after -> {
                    if (before.equals(after)) {
                        return Mono.just(Balance.of(before, listed));
                    }
                    return tries > 1
                            ? listed(shard, granularity, from, to, tries - 1)
                            : Mono.just(new Balance(after, listed, true));
                })));
    }
}
