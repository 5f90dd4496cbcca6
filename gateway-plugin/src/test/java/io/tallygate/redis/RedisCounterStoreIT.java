package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static io.tallygate.redis.Stores.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallygate.flush.CounterStore.Ack;
import io.tallygate.flush.Flaw;
import io.tallygate.flush.LayoutMismatchException;
import io.tallygate.flush.StreamFigures;
import io.tallygate.flush.StreamReport;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What one script makes of a batch, and another of a report. */
class RedisCounterStoreIT extends StoreFixture {

    private static final CounterKey KEY = CounterKey.of(HitKind.HEADER, "canary", "order", "order-2");

    @Test
    void appliesABatchOnceHoweverOftenItIsSent() {
        Period window = window(0);
        for (int i = 0; i < 3; i++) {
            assertThat(stores.apply("s", 1, 1, window, Map.of(KEY, Counts.successes(5)))
                            .last())
                    .isEqualTo(1);
        }
        stores.apply("s", 2, 2, window, Map.of(KEY, Counts.failures(Cause.TIMEOUT, 2)));
        assertThat(stores.apply("s", 1, 1, window, Map.of(KEY, Counts.successes(5)))
                        .last())
                .isEqualTo(2);
        assertThat(stores.total(Granularity.WINDOW, KEY)).isEqualTo(new Counts(5, 2, 0, Map.of(Cause.TIMEOUT, 2L)));
        assertThat(redis.commands().hget(prefix + ":{0}:sums", "applied")).isEqualTo("7");
    }

    @Test
    void refusesAGapAndChangesNothing() {
        stores.apply("s", 1, 1, window(0), Map.of(KEY, Counts.successes(1)));
        assertThat(stores.apply("s", 4, 3, window(0), Map.of(KEY, Counts.successes(9)))
                        .last())
                .isEqualTo(1);
        assertThat(stores.total(Granularity.WINDOW, KEY)).isEqualTo(Counts.successes(1));
    }

    @Test
    void goesOnFromTheFloorWhereItKnowsLess() {
        assertThat(stores.apply("s", 7, 7, window(0), Map.of(KEY, Counts.successes(1)))
                        .last())
                .isEqualTo(7);
        assertThat(stores.apply("s", 6, 6, window(0), Map.of(KEY, Counts.successes(1)))
                        .last())
                .isEqualTo(7);
        assertThat(stores.total(Granularity.WINDOW, KEY)).isEqualTo(Counts.successes(1));
    }

    @Test
    void tellsWhatIsLostWhereItGoesOnFromTheFloor() {
        for (int seq = 1; seq <= 4; seq++) {
            stores.apply("s", seq, 1, window(0), Map.of(KEY, Counts.successes(seq)));
        }
        redis.commands().del(redis.commands().keys(prefix + ":*").toArray(new String[0]));

        assertThat(stores.apply("s", 4, 3, window(0), Map.of(KEY, Counts.successes(4))))
                .returns(0L, Ack::last)
                .returns(0L, Ack::lost);
        assertThat(stores.apply("s", 3, 3, window(0), Map.of(KEY, Counts.successes(3))))
                .returns(3L, Ack::last)
                .returns(3L, Ack::lost);
        assertThat(stores.apply("s", 4, 3, window(0), Map.of(KEY, Counts.successes(4))))
                .returns(4L, Ack::last)
                .returns(3L, Ack::lost);
        assertThat(redis.commands().hgetall(prefix + ":{0}:stream:s"))
                .isEqualTo(Map.of("seq", "4", "hits", "7", "lost", "3"));
    }

    @Test
    void takesAnHourThatNeverWasInAWindow() {
        Period hour = Stores.CALENDAR.parent(window(0));
        stores.apply("s", 1, 1, hour, Map.of(KEY, Counts.successes(5)));
        stores.apply("s", 2, 1, window(0), Map.of(KEY, Counts.successes(2)));

        assertThat(stores.total(Granularity.HOUR, KEY)).isEqualTo(Counts.successes(7));
        assertThat(stores.total(Granularity.WINDOW, KEY)).isEqualTo(Counts.successes(2));
        assertThat(redis.commands().hgetall(prefix + ":{0}:sums"))
                .isEqualTo(Map.of("applied", "7", "direct:hour", "5"));
    }

    @Test
    void staysGoneOnceItHasLeft() {
        await(stores.counters().report(new StreamReport("s", "me", 1, 9, true, StreamFigures.ZERO, Map.of(), 4)));
        assertThat(await(stores.counters().report(Stores.report("s"))).flaws()).isEqualTo(4);

        assertThat(redis.commands().hgetall(prefix + ":{meta}:stream:s"))
                .containsEntry("left", "1")
                .containsEntry("before", "9");
        Map<Period, Flaw> last = Map.of(window(1), new Flaw(5, 0));
        assertThat(await(stores.counters().report(new StreamReport("s", "me", 1, 9, true, StreamFigures.ZERO, last, 5)))
                        .flaws())
                .as("its last flaws still come through")
                .isEqualTo(5);
    }

    @Test
    void keepsTheFlawsOfAStreamUntilOthersCome() {
        Map<Period, Flaw> flaws = Map.of(window(1), new Flaw(5, 0), window(2), new Flaw(0, 7));
        assertThat(await(stores.counters().report(flawed(flaws, 2))).flaws()).isEqualTo(2);
        assertThat(await(stores.counters().report(Stores.report("s"))).flaws()).isEqualTo(2);
        assertThat(redis.commands().hgetall(prefix + ":{meta}:flaws:s"))
                .isEqualTo(Map.of(window(1).format(), "5:0", window(2).format(), "0:7"));

        await(stores.counters().report(flawed(Map.of(), 3)));
        assertThat(redis.commands().hgetall(prefix + ":{meta}:flaws:s")).isEmpty();
    }

    private static StreamReport flawed(Map<Period, Flaw> flaws, long version) {
        return new StreamReport("s", "me", 1, 2, false, StreamFigures.ZERO, flaws, version);
    }

    @Test
    void tellsWhetherRedisThrowsDataAway() {
        assertThat(await(stores.counters().evictionPolicies())).isEmpty();
        redis.commands().configSet("maxmemory-policy", "allkeys-lru");
        try {
            assertThat(await(stores.counters().evictionPolicies())).containsExactly("allkeys-lru");
        } finally {
            redis.commands().configSet("maxmemory-policy", "noeviction");
        }
    }

    @Test
    void writesNothingWhereAKeyIsOfAnotherType() {
        redis.commands().set(prefix + ":{0}:sums", "not a hash");
        assertThatThrownBy(() -> stores.apply("s", 1, 1, window(0), Map.of(KEY, Counts.successes(1))))
                .hasStackTraceContaining("WRONGTYPE");
        assertThat(redis.commands().keys(prefix + ":*")).containsExactly(prefix + ":{0}:sums");
    }

    @Test
    void addsCountsUpAsTheModelDoes() {
        Random random = new Random(4711);
        Counts expected = Counts.ZERO;
        for (int seq = 1; seq <= 200; seq++) {
            Map<Cause, Long> causes = new HashMap<>();
            for (Cause cause : Cause.values()) {
                if (random.nextBoolean()) {
                    causes.put(cause, (long) random.nextInt(1, 1 << 30));
                }
            }
            long failures = causes.values().stream().mapToLong(n -> n).sum();
            Counts delta = new Counts(random.nextLong(1L << 40), failures, random.nextInt(3), causes);
            expected = expected.plus(delta);
            stores.apply("s", seq, seq, window(0), Map.of(KEY, delta));
        }
        assertThat(stores.total(Granularity.WINDOW, KEY)).isEqualTo(expected);
        String live = prefix + ":{0}:live:" + window(0).format();
        assertThat(redis.commands().hget(live, KEY.format())).isEqualTo(expected.format());
    }

    @Test
    void takesAFullBatch() {
        Map<CounterKey, Counts> deltas = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            deltas.put(CounterKey.of(HitKind.API, "rule-" + i, "order", "a"), Counts.successes(i + 1L));
        }
        stores.apply("s", 1, 1, window(0), deltas);
        assertThat(redis.commands().hget(prefix + ":{0}:sums", "applied")).isEqualTo("125250");
        assertThat(redis.commands().zcard(prefix + ":{0}:counters")).isEqualTo(500);
    }

    @Test
    void letsEverythingButTheLayoutRunOut() {
        stores.apply("s", 1, 1, window(0), Map.of(KEY, Counts.successes(1)));
        await(stores.counters().report(Stores.report("s")));
        for (String key : redis.commands().keys(prefix + ":*")) {
            long ttl = redis.commands().ttl(key);
            if (key.endsWith(":layout")) {
                assertThat(ttl).as(key).isEqualTo(-1);
            } else {
                assertThat(ttl)
                        .as(key)
                        .isGreaterThanOrEqualTo(Duration.ofDays(7).toSeconds());
            }
        }
        assertThat(redis.commands().hgetall(prefix + ":{meta}:stream:s"))
                .containsEntry("name", "me")
                .containsEntry("before", "2")
                .containsEntry("left", "0");
    }

    @Test
    void refusesALayoutThatDiffers() {
        StreamReport report = Stores.report("s");
        await(stores.counters().report(report));
        await(stores.counters().report(report));
        Calendar hourly = new Calendar(Duration.ofHours(1), ZoneOffset.UTC);
        Calendar berlin = new Calendar(Duration.ofMinutes(1), ZoneId.of("Europe/Berlin"));
        assertMismatch(Stores.layout(prefix, 2, Stores.CALENDAR), "tallygate.redis.shards is \"2\" here", "\"1\"");
        assertMismatch(Stores.layout(prefix, 1, hourly), "tallygate.window is \"3600s\" here", "\"60s\"");
        assertMismatch(Stores.layout(prefix, 1, berlin), "tallygate.zone is \"Europe/Berlin\" here", "\"Z\"");
    }

    private static void assertMismatch(Layout layout, String here, String there) {
        var connections = redis.connections();
        try (RedisStores other = new RedisStores(connections, layout)) {
            StreamReport report = Stores.report("other");
            assertThatThrownBy(() -> await(other.counters().report(report)))
                    .isInstanceOf(LayoutMismatchException.class)
                    .hasMessageContaining(here)
                    .hasMessageContaining(there);
        } finally {
            connections.destroy();
        }
    }
}
