package io.tallygate.history.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.history.audit.Audit.ShardAudit;
import io.tallygate.history.audit.Audit.StreamAudit;
import io.tallygate.history.state.FakeStateStore;
import io.tallygate.history.state.StateHistory;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AuditorTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:30:15Z");
    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);

    private final FakeAuditStore store = new FakeAuditStore();
    private final FakeStateStore streams = new FakeStateStore();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Auditor auditor =
            new Auditor(store, new StateHistory(streams, CALENDAR, clock, Duration.ofSeconds(4)), clock);

    @BeforeEach
    void balance() {
        store.totals.add(0L);
    }

    private static Audit await(Mono<Audit> audit) {
        return Objects.requireNonNull(audit.block(Duration.ofSeconds(5)));
    }

    private ShardAudit shard() {
        return await(auditor.audit()).shards().get(0);
    }

    @Test
    void holdsWhatCameInAgainstWhatIsLiveAndWhatWasMovedOn() {
        store.applied(100, 10, 60, 30);
        store.live.putAll(Map.of(Granularity.WINDOW, 30L, Granularity.HOUR, 40L, Granularity.DAY, 30L));
        assertThat(await(auditor.audit()).difference()).isZero();
        assertThat(shard().live())
                .isEqualTo(Map.of(
                        Granularity.WINDOW, Balance.of(30, 30),
                        Granularity.HOUR, Balance.of(40, 40),
                        Granularity.DAY, Balance.of(30, 30)));

        store.live.putAll(Map.of(Granularity.WINDOW, 29L, Granularity.HOUR, 41L));
        assertThat(shard().of(Granularity.WINDOW).difference()).isEqualTo(-1);
        assertThat(shard().of(Granularity.HOUR).difference()).isEqualTo(1);
        assertThat(await(auditor.audit()).difference())
                .as("one is no excuse for the other")
                .isEqualTo(2);
    }

    @Test
    void readsAgainWhatMovedMeanwhile() {
        store.applied(4, 0, 0, 0);
        store.applied(5, 0, 0, 0);
        store.applied(5, 0, 0, 0);
        store.live.put(Granularity.WINDOW, 5L);
        // The first sums go to the comparison of the streams.
        store.sums.addFirst(store.sums.getFirst());

        assertThat(shard().of(Granularity.WINDOW)).isEqualTo(Balance.of(5, 5));
        assertThat(store.recounts).as("twice the windows, then hours and days").isEqualTo(4);
    }

    @Test
    void saysThatItMovesWhereItNeverHoldsStill() {
        for (int applied = 1; applied < 100; applied++) {
            store.applied(applied, 0, 0, 0);
        }
        Audit audit = await(auditor.audit());
        assertThat(audit.moving()).isTrue();
        assertThat(audit.difference()).isZero();
        Balance windows = audit.shards().get(0).of(Granularity.WINDOW);
        assertThat(windows.moving()).isTrue();
    }

    @Test
    void recountsListsWhereARangeIsGiven() {
        store.applied(0, 0, 0, 0);
        store.totals.clear();
        store.totals.add(7L);
        store.listed = 7;
        long now = NOW.getEpochSecond();
        assertThat(await(auditor.audit()).lists()).isEmpty();
        assertThat(await(auditor.audit(now - 3600, now)).difference()).isZero();

        store.listed = 5;
        assertThat(await(auditor.audit(now - 3600, now)).difference()).isEqualTo(2);
        store.totals.clear();
        store.totals.add(4L);
        store.totals.add(5L);
        assertThat(await(auditor.audit(now - 3600, now)).difference())
                .as("the totals moved once")
                .isZero();
    }

    @Test
    void leavesOutWhatIsAboutToBeTrimmed() {
        store.applied(0, 0, 0, 0);
        assertThat(await(auditor.audit(0, NOW.getEpochSecond())).lists())
                .allSatisfy(list -> assertThat(list.from())
                        .isEqualTo(NOW.minus(Duration.ofDays(7))
                                .plus(Duration.ofHours(1))
                                .getEpochSecond()));
    }

    private StreamAudit stream() {
        store.applied(0, 0, 0, 0);
        return await(auditor.audit()).streams().get(0);
    }

    @Test
    void missesWhatAStreamWasToldIsThere() {
        for (String lastReport : new String[] {"10:30:14", "10:29:00", "10:20:00"}) {
            streams.clear();
            streams.acknowledged("a", "2026-11-20T" + lastReport + "Z", 10, 0);
            store.ofStreams.put("a", 9L);
            assertThat(stream().stored().difference()).as(lastReport).isEqualTo(-1);
            store.ofStreams.put("a", 10L);
            assertThat(stream().stored().difference()).as(lastReport).isZero();
        }
    }

    @Test
    void doesNotWonderAtWhatAKilledStreamSentLast() {
        streams.acknowledged("a", "2026-11-20T10:20:00Z", 10, 0);
        store.ofStreams.put("a", 13L);
        assertThat(stream().stored()).isEqualTo(Balance.of(13, 13));
    }

    @Test
    void wondersAtWhatAStreamThatLeftHasTooMuch() {
        streams.left("a", "2026-11-20T10:20:00Z", 10);
        store.ofStreams.put("a", 13L);
        assertThat(stream().stored()).isEqualTo(Balance.of(10, 13));
    }

    @Test
    void takesWhatIsUnansweredForWhatMayBeThere() {
        streams.acknowledged("a", "2026-11-20T10:30:14Z", 10, 3);
        store.ofStreams.put("a", 13L);
        assertThat(stream().stored()).isEqualTo(Balance.of(13, 13));
    }

    @Test
    void awaitsTheReportOfWhatWasAppliedSince() {
        store.applied(0, 0, 0, 0);
        streams.acknowledged("a", "2026-11-20T10:30:14Z", 10, 0);
        store.ofStreams.put("a", 13L);
        StepVerifier.withVirtualTime(auditor::audit)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(400))
                .then(() -> {
                    streams.clear();
                    streams.acknowledged("a", "2026-11-20T10:30:15Z", 15, 0);
                })
                .thenAwait(Duration.ofMillis(200))
                .assertNext(audit -> assertThat(audit.streams().get(0).stored()).isEqualTo(Balance.of(13, 13)))
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void wondersWhereALaterReportKnowsNothingOfIt() {
        store.applied(0, 0, 0, 0);
        streams.acknowledged("a", "2026-11-20T10:30:14Z", 10, 0);
        store.ofStreams.put("a", 13L);
        StepVerifier.withVirtualTime(auditor::audit)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(400))
                .then(() -> {
                    streams.clear();
                    streams.acknowledged("a", "2026-11-20T10:30:15.100Z", 11, 1);
                })
                .thenAwait(Duration.ofMillis(200))
                .assertNext(audit -> {
                    assertThat(audit.streams().get(0).stored()).isEqualTo(Balance.of(12, 13));
                    assertThat(audit.difference()).isEqualTo(1);
                })
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void saysThatItMovesWhereNoReportComesInTime() {
        store.applied(0, 0, 0, 0);
        streams.acknowledged("a", "2026-11-20T10:30:14Z", 10, 0);
        store.ofStreams.put("a", 13L);
        StepVerifier.withVirtualTime(auditor::audit)
                .thenAwait(Duration.ofSeconds(3))
                .assertNext(audit -> {
                    assertThat(audit.moving()).isTrue();
                    assertThat(audit.difference()).isZero();
                })
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void tellsWhatAStreamDoesNotAccountFor() {
        store.applied(0, 0, 0, 0);
        streams.unaccounted("a", "2026-11-20T10:30:14Z", 3);
        assertThat(await(auditor.audit()).difference()).isEqualTo(3);
    }
}
