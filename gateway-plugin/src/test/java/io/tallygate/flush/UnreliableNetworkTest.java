package io.tallygate.flush;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tallygate.flush.UnreliableNetwork.Fate;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.hit.Shards;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Calls and answers go missing, come late or come twice; every hit arrives once. */
class UnreliableNetworkTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final int ROUNDS = 300;
    private static final DeliveryLimits LIMITS =
            new DeliveryLimits(Duration.ofSeconds(2), Duration.ofSeconds(30), 1_000_000, 1_000_000);

    private final Logger log = (Logger) LoggerFactory.getLogger(Delivery.class);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final StoreClock clock =
            new StoreClock(Clock.fixed(START, ZoneOffset.UTC), () -> time.now(TimeUnit.NANOSECONDS));
    private final MemoryStore store = new MemoryStore(this::millis);
    private final Map<Period, Map<CounterKey, Counts>> counted = new HashMap<>();
    private final StreamQueues queues = new StreamQueues("me", CALENDAR, new Shards(3), LIMITS, clock.nanos());
    private long hits;

    @BeforeEach
    void takeTimeOver() {
        VirtualTimeScheduler.set(time);
        // It goes and comes back thousands of times, and says so.
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void giveTimeBack() {
        VirtualTimeScheduler.reset();
        log.setLevel(null);
    }

    private long millis() {
        return START.toEpochMilli() + time.now(TimeUnit.MILLISECONDS);
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bringsEveryHitOnceHoweverTheNetworkBehaves(int seed) {
        Random random = new Random(seed);
        UnreliableNetwork network = unreliable(random);
        Delivery delivery = new Delivery(queues, network, clock, time, LIMITS);
        delivery.begin();

        for (int round = 0; round < ROUNDS; round++) {
            count(delivery, random);
            delivery.round();
            time.advanceTimeBy(Duration.ofMillis(random.nextInt(2500)));
        }
        network.becomesReliable();
        calmDown(delivery);

        assertThat(store.hits()).isEqualTo(counted);
        FlushStatus status = delivery.status(Duration.ZERO);
        assertThat(status.waitingHits()).isZero();
        assertThat(status.storeReached()).isTrue();
        assertThatCopiesAreTheSameBatch();
    }

    /** The store now and then comes back with less than it had; what it lacks in the end is told to the hit. */
    @ParameterizedTest
    @MethodSource("seeds")
    void tellsOfEveryHitThatTheStoreForgotForGood(int seed) {
        Random random = new Random(seed);
        UnreliableNetwork network = unreliable(random);
        Delivery delivery = new Delivery(queues, network, clock, time, LIMITS);
        delivery.begin();

        MemoryStore.State older = store.state();
        for (int round = 0; round < ROUNDS; round++) {
            count(delivery, random);
            delivery.round();
            time.advanceTimeBy(Duration.ofMillis(random.nextInt(2500)));
            if (random.nextInt(30) == 0) {
                older = store.state();
            } else if (random.nextInt(60) == 0) {
                store.fallBackTo(older);
            }
        }
        network.becomesReliable();
        calmDown(delivery);

        StreamFigures figures = delivery.status(Duration.ZERO).figures();
        assertThat(figures.difference()).isZero();
        assertThat(figures.acknowledged()).isEqualTo(hitsIn(store.hits()));
        assertThat(figures.lost()).isEqualTo(hitsIn(counted) - hitsIn(store.hits()));
        counted.forEach((window, all) -> assertThat(
                        queues.flaws().getOrDefault(window, Flaw.NONE).lost())
                .as("lost in " + window)
                .isEqualTo(hitsOf(all) - hitsOf(store.hits().getOrDefault(window, Map.of()))));
    }

    private UnreliableNetwork unreliable(Random random) {
        Fate[] fates = Fate.values();
        return new UnreliableNetwork(store, () -> fates[random.nextInt(fates.length)]);
    }

    /** Long enough for a stream with nothing to send to look twice. */
    private void calmDown(Delivery delivery) {
        for (int round = 0; round < 12; round++) {
            time.advanceTimeBy(Duration.ofSeconds(10));
            delivery.round();
        }
    }

    private static long hitsIn(Map<Period, Map<CounterKey, Counts>> windows) {
        return windows.values().stream()
                .mapToLong(UnreliableNetworkTest::hitsOf)
                .sum();
    }

    private static long hitsOf(Map<CounterKey, Counts> window) {
        return window.values().stream().mapToLong(Counts::hits).sum();
    }

    private void count(Delivery delivery, Random random) {
        Period window = CALENDAR.containing(Granularity.WINDOW, millis() / 1000);
        Map<CounterKey, Counts> deltas = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            CounterKey key = CounterKey.of(HitKind.API, "rule-" + random.nextInt(9), "order", "-");
            Counts delta = random.nextBoolean() ? Counts.successes(1) : Counts.failures(Cause.TIMEOUT, 2);
            deltas.merge(key, delta, Counts::plus);
        }
        deltas.forEach((key, delta) ->
                counted.computeIfAbsent(window, w -> new HashMap<>()).merge(key, delta, Counts::plus));
        hits += deltas.values().stream().mapToLong(Counts::hits).sum();
        delivery.add(window, new Taken(deltas, hits, 0), millis());
    }

    private void assertThatCopiesAreTheSameBatch() {
        Map<List<Long>, List<Batch>> copies =
                store.received.stream().collect(groupingBy(batch -> List.of((long) batch.shard(), batch.seq())));

        assertThat(copies.values()).anyMatch(sent -> sent.size() > 1);
        assertThat(copies.values())
                .allSatisfy(sent ->
                        assertThat(sent).allSatisfy(batch -> assertThat(batch).isSameAs(sent.get(0))));
    }
}
