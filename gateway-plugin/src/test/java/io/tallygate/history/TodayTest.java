package io.tallygate.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.history.Sums.Most;
import io.tallygate.history.Sums.RuleHits;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.CountsSum;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What goes on, as {@link LiveHistory} reads it. */
class TodayTest {

    private static final Calendar BERLIN = new Calendar(Duration.ofMinutes(1), ZoneId.of("Europe/Berlin"));
    private static final Instant NOW = Instant.parse("2026-11-20T10:30:15Z");
    private static final CounterKey ON_1 = CounterKey.of(HitKind.API, "orders", "order", "order-1");
    private static final CounterKey ON_2 = CounterKey.of(HitKind.API, "orders", "order", "order-2");
    private static final CounterKey CANARY = CounterKey.of(HitKind.HEADER, "canary", "order", "order-3");
    private static final CounterKey ROUTE = CounterKey.of(HitKind.ROUTE, "orders", "order", "order-1");
    private static final CounterKey NODE = CounterKey.ofNode("order", "order-1");

    private final FakeHistoryStore store = new FakeHistoryStore();
    private final LiveHistory history = new LiveHistory(store, BERLIN, Clock.fixed(NOW, ZoneOffset.UTC));

    private Today today() {
        return Objects.requireNonNull(history.today().block(Duration.ofSeconds(5)));
    }

    @Test
    void beginsAtTheZonesMidnight() {
        store.live(ON_1, "2026-11-19T22:00:00Z", Counts.successes(100));
        store.live(ON_1, "2026-11-19T23:00:00Z", Counts.successes(1));

        assertThat(today().day())
                .isEqualTo(BERLIN.containing(
                        Granularity.DAY, Instant.parse("2026-11-19T23:00:00Z").getEpochSecond()));
        assertThat(today().today().of(HitKind.API, "orders")).isEqualTo(Counts.successes(1));
    }

    @Test
    void addsUpWhatIsLiveOfTheDayAndOfTheHour() {
        store.live(ON_1, "2026-11-19T23:00:00Z", Counts.successes(1));
        store.live(ON_1, "2026-11-20T10:00:00Z", Counts.failures(Cause.RESET, 2));
        store.live(ON_1, "2026-11-20T10:30:00Z", Counts.successes(4));
        store.closed(Granularity.WINDOW, ON_1, "2026-11-20T10:20:00Z", Counts.successes(100));

        assertThat(today().today().of(HitKind.API, "orders")).isEqualTo(new Counts(5, 2, 0, Map.of(Cause.RESET, 2L)));
        assertThat(today().thisHour().of(HitKind.API, "orders"))
                .isEqualTo(new Counts(4, 2, 0, Map.of(Cause.RESET, 2L)));
    }

    @Test
    void addsUpTheNodesOfWhatIsChosen() {
        store.live(ON_1, "2026-11-20T10:30:00Z", Counts.successes(1));
        store.live(ON_2, "2026-11-20T09:00:00Z", Counts.successes(2));
        store.live(ROUTE, "2026-11-20T10:30:00Z", Counts.successes(4));
        store.live(NODE, "2026-11-20T10:30:00Z", Counts.successes(8));

        Sums today = today().today();
        assertThat(today.of(HitKind.API, "orders")).isEqualTo(Counts.successes(3));
        assertThat(today.of(HitKind.ROUTE, "orders")).isEqualTo(Counts.successes(4));
        assertThat(today.of(HitKind.API, "order")).isEqualTo(Counts.ZERO);
        assertThat(today.ofNode("order", "order-1")).isEqualTo(Counts.successes(8));
        assertThat(today.ofNode("order", "order-2")).isEqualTo(Counts.ZERO);
        assertThat(today.of(HitKind.API)).isEqualTo(Counts.successes(3));
        assertThat(today.all()).isEqualTo(Counts.successes(7));
        assertThat(today().thisHour().all()).isEqualTo(Counts.successes(5));
    }

    @Test
    void namesTheRulesWithTheMostHitsAndNothingElse() {
        store.live(ON_1, "2026-11-20T10:30:00Z", Counts.successes(2));
        store.live(ON_2, "2026-11-20T10:30:00Z", Counts.successes(2));
        store.live(CANARY, "2026-11-20T10:30:00Z", Counts.successes(3));
        store.live(
                CounterKey.of(HitKind.API, "b", "order", "-"),
                "2026-11-20T10:30:00Z",
                Counts.failures(Cause.NO_INSTANCE, 3));
        store.live(ROUTE, "2026-11-20T10:30:00Z", Counts.successes(100));
        store.live(NODE, "2026-11-20T10:30:00Z", Counts.successes(100));

        assertThat(today().today().most(CountsSum::hits, 3).rules())
                .containsExactly(
                        new RuleHits(HitKind.API, "orders", Counts.successes(4)),
                        new RuleHits(HitKind.API, "b", Counts.failures(Cause.NO_INSTANCE, 3)),
                        new RuleHits(HitKind.HEADER, "canary", Counts.successes(3)));
        assertThat(today().today().most(CountsSum::failures, 3).rules())
                .extracting(RuleHits::id)
                .containsExactly("b");
    }

    @Test
    void namesOnlyTheFirstOfTheRulesWithTheMost() {
        for (int n = 1; n <= 50; n++) {
            CounterKey key = CounterKey.of(HitKind.API, "rule-" + n * 37 % 50, "order", "-");
            store.live(key, "2026-11-20T10:30:00Z", Counts.successes(n * 37 % 50));
        }

        Most most = today().today().most(CountsSum::hits, 3);

        assertThat(most.rules()).extracting(RuleHits::id).containsExactly("rule-49", "rule-48", "rule-47");
        assertThat(most.total()).isEqualTo(49);
    }

    @Test
    void tellsWhenARuleWasLastHitOnAnyNode() {
        store.live(ON_1, "2026-11-20T10:29:00Z", Counts.successes(1));
        store.closed(Granularity.DAY, ON_2, "2026-10-20T23:00:00Z", Counts.successes(1));

        CountedId orders = new CountedId(HitKind.API, "orders");
        long last = Instant.parse("2026-11-20T10:29:00Z").getEpochSecond();
        StepVerifier.create(history.lastHits(List.of(orders, new CountedId(HitKind.API, "gone"))))
                .expectNext(Map.of(orders, last))
                .verifyComplete();
        StepVerifier.create(history.lastHits()).expectNext(Map.of(orders, last)).verifyComplete();
        StepVerifier.create(history.counters(HitKind.API))
                .expectNext(List.of(
                        new KnownCounter(
                                ON_1, Instant.parse("2026-11-20T10:29:00Z").getEpochSecond()),
                        new KnownCounter(
                                ON_2, Instant.parse("2026-10-20T23:00:00Z").getEpochSecond())))
                .verifyComplete();
    }
}
