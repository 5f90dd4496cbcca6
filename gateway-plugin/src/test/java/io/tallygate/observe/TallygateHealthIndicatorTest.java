package io.tallygate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.count.LocalCounters;
import io.tallygate.flush.FlushStatus;
import io.tallygate.flush.StreamFigures;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class TallygateHealthIndicatorTest {

    private static final StreamFigures FIGURES = new StreamFigures(21, 1, 2, 3, 4, 11);

    private static Map<String, Object> details(FlushStatus status) {
        Health health = new TallygateHealthIndicator(() -> status, new LocalCounters(10, () -> 0)).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        return health.getDetails();
    }

    @Test
    void tellsWhereTheHitsAre() {
        assertThat(details(TestStatus.of("s", FIGURES)))
                .containsEntry("stream", "s")
                .containsEntry("redis", "reached")
                .containsEntry("waiting", 2L)
                .containsEntry("unanswered", 3L)
                .containsEntry("lost", 11L)
                .containsEntry("acknowledgedBefore", "2026-11-20T10:30:15Z")
                .containsEntry("clockOffsetMillis", 12L)
                .doesNotContainKeys("clock", "eviction", "notFlushing", "overflow");
    }

    @Test
    void saysThatTheClockIsOff() {
        assertThat(details(TestStatus.of("s", FIGURES, Duration.ofSeconds(1), null)))
                .doesNotContainKey("clock");
        assertThat(details(TestStatus.of("s", FIGURES, Duration.ofMillis(1500), null))
                        .get("clock"))
                .asString()
                .startsWith("this machine's clock is 1.5 s ahead of Redis's");
        assertThat(details(TestStatus.of("s", FIGURES, Duration.ofSeconds(-5), null))
                        .get("clock"))
                .asString()
                .startsWith("this machine's clock is 5.0 s behind Redis's");
    }

    @Test
    void saysThatRedisMayThrowDataAway() {
        assertThat(details(TestStatus.evicting("allkeys-lru")).get("eviction"))
                .asString()
                .contains("allkeys-lru")
                .contains("noeviction");
    }

    @Test
    void saysWhyNothingIsFlushed() {
        assertThat(details(TestStatus.of("s", FIGURES, Duration.ZERO, "laid out otherwise")))
                .containsEntry("notFlushing", "laid out otherwise");
    }
}
