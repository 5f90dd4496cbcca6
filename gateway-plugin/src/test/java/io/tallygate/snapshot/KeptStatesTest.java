package io.tallygate.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tallygate.history.state.FakeStateStore;
import io.tallygate.history.state.StateHistory;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class KeptStatesTest {

    private Instant now = Instant.parse("2026-11-20T10:30:15Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final FakeStateStore store = new FakeStateStore();
    private final KeptStates states = new KeptStates(
            new StateHistory(store, new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC), clock, Duration.ofSeconds(4)),
            clock);

    @Test
    void keepsAtMostOnceAMinute() {
        store.told("a", "2026-11-20T06:30:00Z", "2026-11-20T08:00:00Z");
        states.keepIfDue();
        assertThat(store.keptHours()).isEqualTo(3);

        store.clear();
        store.told("a", "2026-11-20T06:30:00Z", "2026-11-20T10:30:00Z");
        now = now.plusMillis(59_999);
        states.keepIfDue();
        assertThat(store.keptHours()).isEqualTo(3);

        now = now.plusMillis(1);
        states.keepIfDue();
        assertThat(store.keptHours()).isEqualTo(4);
    }

    @Test
    void triesAgainAtOnceWhereTheStoreFailed() {
        store.told("a", "2026-11-20T06:30:00Z", "2026-11-20T10:30:00Z");
        store.failNext();
        assertThatIllegalStateException().isThrownBy(states::keepIfDue).withMessage("away");
        states.keepIfDue();
        assertThat(store.keptHours()).isEqualTo(4);
    }
}
