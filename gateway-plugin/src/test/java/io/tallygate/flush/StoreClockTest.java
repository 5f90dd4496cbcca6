package io.tallygate.flush;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreClockTest {

    private static final Instant LOCAL = Instant.parse("2026-11-20T10:00:00Z");

    private final AtomicLong nanos = new AtomicLong(77);
    private final StoreClock clock = new StoreClock(Clock.fixed(LOCAL, ZoneOffset.UTC), nanos::get);

    private void passes(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private void answer(long roundTripMillis, long storeMillis) {
        long sent = nanos.get();
        passes(roundTripMillis);
        clock.sample(sent, nanos.get(), storeMillis);
    }

    @Test
    void showsLocalTimeUntilTheStoreAnswers() {
        passes(250);
        assertThat(clock.millis()).isEqualTo(LOCAL.toEpochMilli() + 250);
    }

    @Test
    void showsTheStoresTimeWithinHalfTheRoundTrip() {
        long store = LOCAL.plusSeconds(5).toEpochMilli();
        answer(10, store);
        assertThat(clock.millis()).isBetween(store + 4, store + 6);
        passes(1000);
        assertThat(clock.millis()).isBetween(store + 1004, store + 1006);
    }

    /** A store that was connected to for two seconds, and then answered at once. */
    @Test
    void isNotMovedByAFirstAnswerThatTookLongAndAgreesWithTheLocalClock() {
        answer(2100, LOCAL.toEpochMilli() + 2050);
        assertThat(clock.millis()).isEqualTo(LOCAL.toEpochMilli() + 2100);
        answer(0, LOCAL.toEpochMilli() + 2070);
        assertThat(clock.millis()).isBetween(LOCAL.toEpochMilli() + 2070, LOCAL.toEpochMilli() + 2071);
    }

    @Test
    void isNotMovedByAnAnswerThatSaysNothingNew() {
        long store = LOCAL.plusSeconds(5).toEpochMilli();
        answer(2, store);
        long before = clock.millis();
        answer(500, store + 250);
        assertThat(clock.millis()).isEqualTo(before + 500);
    }

    @Test
    void followsAStoreWhoseClockWasSet() {
        answer(2, LOCAL.toEpochMilli());
        long set = LOCAL.minusSeconds(60).toEpochMilli();
        answer(2, set);
        assertThat(clock.millis()).isBetween(set, set + 3);
    }

    @Test
    void isMovedJustFarEnoughByAnAnswerThatProvesItWrong() {
        long store = LOCAL.plusSeconds(5).toEpochMilli();
        answer(100, store);
        assertThat(clock.millis()).isEqualTo(store + 50);

        answer(0, store + 70);
        assertThat(clock.millis()).as("too slow before").isEqualTo(store + 70);
        answer(0, store + 20);
        assertThat(clock.millis()).as("too fast before").isBetween(store + 20, store + 21);
    }

    @Test
    void goesOnWithTheMonotonicClockAlsoThroughItsOverflow() {
        nanos.set(Long.MAX_VALUE - Duration.ofMillis(300).toNanos());
        StoreClock late = new StoreClock(Clock.fixed(LOCAL, ZoneOffset.UTC), nanos::get);
        passes(500);
        assertThat(late.millis()).isEqualTo(LOCAL.toEpochMilli() + 500);

        late.sample(nanos.get(), nanos.get(), LOCAL.toEpochMilli() + 700);
        assertThat(late.millis()).isEqualTo(LOCAL.toEpochMilli() + 700);
    }
}
