package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.flush.Batch;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.hit.Shards;
import io.tallygate.snapshot.Closing;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the batch to the day's point, with all that goes on at once: nothing is lost, nothing is counted twice. */
class WholeWayIT extends StoreFixture {

    private static final List<Cause> CAUSES = List.of(Cause.values());
    private static final Shards SHARDS = new Shards(3);
    private static final int RULES = 40;
    private static final int DAYS = 3;

    private final long now = System.currentTimeMillis() / 1000;
    private final Random random = new Random(20261120);
    private final Map<CounterKey, Counts> applied = new HashMap<>();
    private final Map<Integer, Long> seqs = new HashMap<>();
    private final Map<Integer, Long> sent = new HashMap<>();
    private Stores spread;
    private Stores other;

    @BeforeEach
    void openTwoInstances() {
        spread = new Stores(redis, prefix, SHARDS.count());
        other = new Stores(redis, prefix, SHARDS.count());
    }

    @AfterEach
    void closeThem() {
        spread.close();
        other.close();
    }

    private Closing closing(Stores stores) {
        return new Closing(stores.snapshots(), SHARDS.count(), Duration.ZERO, 7);
    }

    private static CounterKey key(int rule) {
        return CounterKey.of(
                rule % 2 == 0 ? HitKind.API : HitKind.HEADER, "rule-" + rule, "order", "order-" + rule % 3);
    }

    private static List<CounterKey> keys() {
        return IntStream.range(0, RULES).mapToObj(WholeWayIT::key).toList();
    }

    /** A batch for some window of the last days, the current one among them. */
    private void applySome() {
        long second = now - random.nextLong(Duration.ofDays(DAYS).toSeconds());
        Period window = Stores.CALENDAR.containing(Granularity.WINDOW, random.nextInt(5) == 0 ? now : second);
        Map<Integer, Map<CounterKey, Counts>> byShard = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            CounterKey key = key(random.nextInt(RULES));
            Counts delta = random.nextBoolean()
                    ? new Counts(random.nextInt(1, 9), 0, random.nextInt(2), Map.of())
                    : Counts.failures(CAUSES.get(random.nextInt(CAUSES.size())), random.nextInt(1, 9));
            byShard.computeIfAbsent(SHARDS.of(key), shard -> new HashMap<>()).merge(key, delta, Counts::plus);
        }
        byShard.forEach((shard, deltas) -> {
            long seq = seqs.merge(shard, 1L, Long::sum);
            Batch batch = new Batch("s", shard, seq, sent.getOrDefault(shard, 0L), window, deltas);
            sent.merge(shard, batch.hits(), Long::sum);
            assertThat(await(spread.counters().apply(batch, seq)).last()).isEqualTo(seq);
            deltas.forEach((key, delta) -> applied.merge(key, delta, Counts::plus));
        });
    }

    private Map<CounterKey, Counts> read(Granularity step) {
        Map<CounterKey, Counts> read = new HashMap<>();
        for (List<CounterKey> together :
                keys().stream().collect(groupingBy(SHARDS::of)).values()) {
            await(spread.history().series(together, step, 0, Integer.MAX_VALUE).collectList())
                    .forEach(kept -> read.merge(kept.key(), kept.counts(), Counts::plus));
        }
        return read;
    }

    private void assertThatBooksBalance() {
        for (int shard = 0; shard < SHARDS.count(); shard++) {
            Map<String, String> sums = redis.commands().hgetall(prefix + ":{" + shard + "}:sums");
            long above = Long.parseLong(sums.get("applied"));
            for (Granularity granularity : Granularity.values()) {
                long closed = Long.parseLong(sums.getOrDefault(granularity.word(), "0"));
                assertThat(above).as("into %s", granularity).isEqualTo(closed + live(shard, granularity));
                assertThat(listed(shard, "list", granularity)).isEqualTo(closed);
                assertThat(listed(shard, "total", granularity)).isEqualTo(closed);
                above = closed;
            }
        }
    }

    private long live(int shard, Granularity granularity) {
        return redis.commands().keys(prefix + ":{" + shard + "}:live:" + granularity.letter() + ":*").stream()
                .map(redis.commands()::hvals)
                .flatMap(Collection::stream)
                .mapToLong(counts -> Counts.parse(counts).hits())
                .sum();
    }

    private long listed(int shard, String lists, Granularity granularity) {
        return redis.commands().keys(prefix + ":{" + shard + "}:" + lists + ":" + granularity.letter() + ":*").stream()
                .map(list -> redis.commands().lrange(list, 0, -1))
                .flatMap(Collection::stream)
                .mapToLong(entry ->
                        Counts.parse(entry.substring(entry.indexOf(':') + 1)).hits())
                .sum();
    }

    @Test
    void losesAndDoublesNothingWhileTwoInstancesCloseAndBatchesComeLate() {
        AtomicBoolean applying = new AtomicBoolean(true);
        List<CompletableFuture<Void>> closers = new ArrayList<>();
        for (Stores instance : List.of(spread, other)) {
            closers.add(CompletableFuture.runAsync(() -> {
                while (applying.get()) {
                    closing(instance).closeDue();
                }
            }));
        }
        for (int i = 0; i < 150; i++) {
            applySome();
        }
        applying.set(false);
        closers.forEach(CompletableFuture::join);
        assertThatBooksBalance();

        for (int level = 0; level < 3; level++) {
            closing(spread).closeDue();
            assertThatBooksBalance();
        }
        for (Granularity step : Granularity.values()) {
            assertThat(read(step)).as("by %s", step).isEqualTo(applied);
        }
    }

    @Test
    void showsEveryHitOnceToAReaderWhateverIsClosedMeanwhile() {
        AtomicLong reads = new AtomicLong();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 20; i++) {
                applySome();
            }
            CompletableFuture<Void> closer = CompletableFuture.runAsync(() -> {
                for (int level = 0; level < 3; level++) {
                    closing(other).closeDue();
                }
            });
            do {
                for (Granularity step : Granularity.values()) {
                    assertThat(read(step)).as("by %s", step).isEqualTo(applied);
                    reads.incrementAndGet();
                }
            } while (!closer.isDone());
            closer.join();
        }
        assertThat(reads).hasValueGreaterThan(15);
    }
}
