package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static io.tallygate.redis.Stores.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.flush.Flaw;
import io.tallygate.flush.StreamFigures;
import io.tallygate.flush.StreamReport;
import io.tallygate.history.state.PeriodState;
import io.tallygate.history.state.StateText;
import io.tallygate.history.state.StreamRecord;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What streams reported comes back as it was, and states are kept. */
class RedisStateStoreIT extends StoreFixture {

    private static final StreamFigures FIGURES = new StreamFigures(21, 1, 2, 3, 4, 11);
    private static final PeriodState LOST = StateText.parse("partial h:3600:5:0 @gateway%40a", Stores.CALENDAR);
    private static final PeriodState COMPLETE = StateText.parse("complete", Stores.CALENDAR);

    private void report(String stream, boolean left, Map<Period, Flaw> flaws) {
        await(stores.counters()
                .report(new StreamReport(stream, "name of " + stream, 1000, 2000, left, FIGURES, flaws, 7)));
    }

    private List<StreamRecord> streams(long since) {
        return await(stores.states().streams(since).collectList());
    }

    @Test
    void givesBackWhatWasReported() {
        Map<Period, Flaw> flaws = Map.of(window(3), new Flaw(5, 0), Stores.CALENDAR.parent(window(3)), new Flaw(0, 7));
        long before = System.currentTimeMillis();
        report("s", true, flaws);
        long after = System.currentTimeMillis();

        StreamRecord record = streams(0).get(0);
        assertThat(record)
                .isEqualTo(new StreamRecord("s", "name of s", 1000, 2000, true, record.lastReport(), FIGURES, flaws));
        assertThat(record.lastReport()).isBetween(before, after);
    }

    @Test
    void givesTheStreamsThatReportedSince() throws InterruptedException {
        report("old", false, Map.of());
        long old = streams(0).get(0).lastReport();
        while (System.currentTimeMillis() <= old) {
            Thread.onSpinWait();
        }
        report("new", false, Map.of());

        assertThat(streams(old)).extracting(StreamRecord::id).containsExactly("new", "old");
        assertThat(streams(old + 1)).extracting(StreamRecord::id).containsExactly("new");
        assertThat(streams(old + Duration.ofDays(1).toMillis())).isEmpty();
    }

    @Test
    void givesManyStreams() {
        for (int i = 0; i < 95; i++) {
            report("s" + i, false, Map.of(window(i), new Flaw(i + 1L, 0)));
        }
        assertThat(streams(0))
                .hasSize(95)
                .allSatisfy(stream -> assertThat(stream.flaws())
                        .isEqualTo(Map.of(
                                window(Long.parseLong(stream.id().substring(1))),
                                new Flaw(Long.parseLong(stream.id().substring(1)) + 1, 0))));
    }

    @Test
    void passesOverAStreamWhoseRecordHasRunOut() {
        report("a", false, Map.of());
        report("b", false, Map.of());
        redis.commands().del(prefix + ":{meta}:stream:a");
        assertThat(streams(0)).extracting(StreamRecord::id).containsExactly("b");
    }

    @Test
    void keepsStatesUntilTheyAreTooOld() {
        long hour = Stores.CALENDAR.parent(window(120)).from();
        long expired = hour - Duration.ofDays(31).toSeconds();
        Map<Long, PeriodState> states = new HashMap<>(Map.of(expired, COMPLETE, hour, LOST));
        assertThat(await(stores.states().keep(Granularity.HOUR, states))).isEqualTo(2);
        assertThat(redis.commands().hgetall(prefix + ":{meta}:states:h"))
                .containsEntry(Long.toString(hour), "partial h:3600:5:0 @gateway%40a");
        assertThat(redis.commands().ttl(prefix + ":{meta}:states:h"))
                .isGreaterThanOrEqualTo(Duration.ofDays(30).toSeconds());

        assertThat(await(stores.states().keep(Granularity.HOUR, Map.of(hour, COMPLETE, hour + 3600, LOST))))
                .isEqualTo(2);
        assertThat(await(stores.states().kept(Granularity.HOUR))).isEqualTo(Map.of(hour, COMPLETE, hour + 3600, LOST));
        assertThat(await(stores.states().kept(Granularity.DAY))).isEmpty();
    }

    /** What is made of a long answer must not hold the connection's own thread up. */
    @Test
    void handsItsAnswersOnByThreadsThatMayTakeTheirTime() {
        report("s", false, Map.of(window(3), new Flaw(5, 0)));
        await(stores.states().keep(Granularity.HOUR, Map.of(3600L, COMPLETE)));

        assertThat(await(stores.states()
                        .streams(0)
                        .map(RedisStateStoreIT::thread)
                        .next()))
                .startsWith("tallygate-redis");
        assertThat(await(stores.states().kept(Granularity.HOUR).map(RedisStateStoreIT::thread)))
                .startsWith("tallygate-redis");
    }

    private static String thread(Object ignored) {
        return Thread.currentThread().getName();
    }
}
