package io.tallygate.benchmarks.load;

import static java.util.stream.Collectors.groupingBy;

import io.tallygate.benchmarks.Kind;
import io.tallygate.flush.Batch;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.redis.Layout;
import io.tallygate.redis.RedisStores;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleReader;
import io.tallygate.snapshot.Closing;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Puts hits of the rules of {@link LoadedGateway} into Redis, as if they had been counted. */
public final class StoredHits {

    private static final int NODES = 3;
    private static final int PARTS = 10;
    private static final int CLOSED_AT_ONCE = 200;
    private static final long MINUTE = 60;
    private static final int MINUTES = 1440;

    private final RedisStores stores;
    private final Layout layout;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private int streams;

    public StoredHits(RedisStores stores, Layout layout) {
        this.stores = stores;
        this.layout = layout;
    }

    /** A day before the hits that came last. */
    public Instant dayAgo() {
        return now.minus(1, ChronoUnit.DAYS);
    }

    /** Hits of as many rules, each with one node, in the window, the hour and the day in progress. */
    public void today(int rules) {
        List<CounterKey> keys = keys(rules);
        for (Granularity granularity : Granularity.values()) {
            apply(layout.calendar().containing(granularity, now.getEpochSecond()), keys);
        }
    }

    private static List<CounterKey> keys(int rules) {
        return IntStream.range(0, rules)
                .mapToObj(n -> RuleReader.read(Kind.MIXED.rule(n)))
                .map(rule -> key(rule, 0))
                .toList();
    }

    /** Hits of as many rules from now on, of a tenth of them each second, as gateways flush them; until it is disposed of. */
    public Disposable goOn(int rules) {
        List<CounterKey> keys = keys(rules);
        Scheduler thread = Schedulers.newBoundedElastic(1, PARTS, "stored-hits", 60, true);
        AtomicInteger second = new AtomicInteger();
        thread.schedulePeriodically(
                () -> {
                    int begin = second.getAndIncrement() % PARTS * (keys.size() / PARTS);
                    long at = Instant.now().getEpochSecond();
                    apply(
                            layout.calendar().containing(Granularity.WINDOW, at),
                            keys.subList(begin, begin + keys.size() / PARTS));
                },
                0,
                1,
                TimeUnit.SECONDS);
        return thread;
    }

    /** Hits of one rule in every minute of a day, on three nodes, all but the last ones moved into lists. */
    public void dayOf(String id) {
        Rule rule = RuleReader.read(Kind.MIXED.rule(Integer.parseInt(id.replaceAll("\\D", ""))));
        List<CounterKey> keys =
                IntStream.range(0, NODES).mapToObj(node -> key(rule, node)).toList();
        for (int minute = MINUTES; minute > 0; minute--) {
            apply(layout.calendar().containing(Granularity.WINDOW, now.getEpochSecond() - MINUTE * minute), keys);
        }
        new Closing(stores.snapshots(Clock.systemUTC()), layout.shards().count(), Duration.ZERO, CLOSED_AT_ONCE)
                .closeDue();
    }

    private static CounterKey key(Rule rule, int node) {
        return CounterKey.of(
                HitKind.of(rule.strategy()), rule.id(), rule.target().service(), "node-" + node);
    }

    private void apply(Period period, List<CounterKey> keys) {
        String stream = "stored-" + streams++;
        keys.stream().collect(groupingBy(layout.shards()::of)).forEach((shard, ofShard) -> {
            long seq = 0;
            for (int from = 0; from < ofShard.size(); from += Batch.MAX_COUNTERS) {
                List<CounterKey> some = ofShard.subList(from, Math.min(from + Batch.MAX_COUNTERS, ofShard.size()));
                seq++;
                stores.counters()
                        .apply(new Batch(stream, shard, seq, 0, period, counts(some)), seq)
                        .block();
            }
        });
    }

    /** One rule in ten has failures. */
    private static Map<CounterKey, Counts> counts(List<CounterKey> keys) {
        Map<CounterKey, Counts> counts = new HashMap<>();
        Stream.iterate(0, n -> n < keys.size(), n -> n + 1)
                .forEach(n -> counts.put(
                        keys.get(n),
                        n % 10 == 0
                                ? new Counts(1000 + n, 5, 0, Map.of(Cause.STATUS, 5L))
                                : Counts.successes(1000L + n)));
        return counts;
    }
}
