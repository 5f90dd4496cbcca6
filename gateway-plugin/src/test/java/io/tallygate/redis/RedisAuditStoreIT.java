package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static io.tallygate.redis.Stores.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.history.audit.Audit;
import io.tallygate.history.audit.Auditor;
import io.tallygate.history.state.StateHistory;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The audit of a real Redis finds nothing, until something was tampered with. */
class RedisAuditStoreIT extends StoreFixture {

    private static final CounterKey CANARY = CounterKey.of(HitKind.HEADER, "canary", "order", "order-2");
    private static final CounterKey ORDERS = CounterKey.of(HitKind.API, "orders", "order", "order-1");
    private static final Counts COUNTS = new Counts(5, 2, 1, Map.of(Cause.TIMEOUT, 2L));

    private long seq;

    private void hit(Period period, Map<CounterKey, Counts> deltas) {
        seq++;
        stores.apply("s", seq, 1, period, deltas);
    }

    /** Some live, some closed, some that never were in a window. */
    private void hits() {
        hit(window(0), Map.of(CANARY, COUNTS, ORDERS, Counts.successes(3)));
        for (long ago : new long[] {90, 91, 92}) {
            hit(window(ago), Map.of(CANARY, COUNTS, ORDERS, Counts.successes(ago)));
            stores.close(window(ago));
        }
        Period hour = Stores.CALENDAR.parent(window(300));
        hit(hour, Map.of(ORDERS, Counts.successes(1000)));
        stores.close(hour);
        hit(Stores.CALENDAR.parent(hour), Map.of(ORDERS, Counts.successes(2000)));
    }

    private Audit audit() {
        StateHistory states =
                new StateHistory(stores.states(), Stores.CALENDAR, Clock.systemUTC(), Duration.ofSeconds(4));
        Auditor auditor = new Auditor(stores.audit(), states, Clock.systemUTC());
        return await(auditor.audit(window(600).from(), window(0).to()));
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        assertThat(audit().difference()).isZero();
        hits();
        Audit audit = audit();
        assertThat(audit.difference()).isZero();
        assertThat(audit.moving()).isFalse();
        assertThat(audit.shards().get(0).live().values()).noneMatch(balance -> balance.right() == 0);
        assertThat(audit.lists())
                .extracting(list -> list.shards().get(0).right())
                .containsExactly(3 * 8 + 90 + 91 + 92L, 1000L, 0L);
    }

    @Test
    void findsWhatWasTakenOutOfWhatIsLive() {
        hits();
        redis.commands().hdel(prefix + ":{0}:live:" + window(0).format(), ORDERS.format());
        assertThat(audit().shards().get(0).of(Granularity.WINDOW).difference()).isEqualTo(-3);
        assertThat(audit().difference()).isEqualTo(3);
    }

    @Test
    void findsWhatWasAppliedBehindTheSums() {
        hits();
        Period hour = Stores.CALENDAR.parent(window(90));
        redis.commands().hset(prefix + ":{0}:live:" + hour.format(), "api|x|y|z|", "7:0");
        assertThat(audit().difference()).isEqualTo(7);
    }

    @Test
    void findsAnEntryThatIsMissingInAList() {
        hits();
        redis.commands().lpop(prefix + ":{0}:list:w:" + CANARY.format());
        Audit audit = audit();
        assertThat(audit.difference()).isEqualTo(8);
        assertThat(audit.lists().get(0).shards().get(0).difference()).isEqualTo(-8);
    }

    @Test
    void countsWhatStreamsBroughtToEachShard() {
        hits();
        stores.apply("other", 1, 1, window(0), Map.of(ORDERS, Counts.successes(4)));
        assertThat(await(stores.audit().sums(0, List.of("s", "other", "unknown")))
                        .ofStreams())
                .isEqualTo(Map.of("s", 4 * 8 + 3 + 90 + 91 + 92 + 3000L, "other", 4L));
    }

    @Test
    void countsLargeHashesInPieces() {
        for (int from = 0; from < 3000; from += 500) {
            Map<CounterKey, Counts> deltas = new HashMap<>();
            for (int i = from; i < from + 500; i++) {
                deltas.put(CounterKey.of(HitKind.API, "rule-" + i, "order", "a"), Counts.successes(i + 1L));
            }
            hit(window(3), deltas);
        }
        redis.commands().configResetstat();
        assertThat(await(stores.audit().live(0, Granularity.WINDOW))).isEqualTo(3000L * 3001 / 2);
        assertThat(redis.commands().info("commandstats")).contains("hscan").doesNotContain("hgetall");
        stores.close(window(3));
        long from = window(3).from();
        assertThat(await(stores.audit().listed(0, Granularity.WINDOW, from, from + 60)))
                .isEqualTo(3000L * 3001 / 2);
        assertThat(await(stores.audit().totals(0, Granularity.WINDOW, from, from + 60)))
                .isEqualTo(3000L * 3001 / 2);
        assertThat(await(stores.audit().listed(0, Granularity.WINDOW, from + 60, from + 120)))
                .isZero();
    }

    @Test
    void countsLongListsInPieces() {
        String list = prefix + ":{0}:total:w:api";
        long first = window(6000).from();
        for (int i = 0; i < 6000; i++) {
            redis.commands().rpush(list, (first + 60L * i) + ":1:2:3:t2");
        }
        assertThat(await(stores.audit().totals(0, Granularity.WINDOW, first + 60, first + 60 * 5999)))
                .isEqualTo(5998 * 6L);
    }
}
