package io.tallygate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallygate.balance.body.SkippedBodies;
import io.tallygate.count.LocalCounters;
import io.tallygate.flush.FlushStatus;
import io.tallygate.flush.StreamFigures;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallygateMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Clock clock = Clock.fixed(TestStatus.BEFORE.plusMillis(700), ZoneOffset.UTC);
    private FlushStatus status = TestStatus.of("s", new StreamFigures(21, 1, 2, 3, 4, 11));
    private final TallygateMeters meters =
            new TallygateMeters(() -> status, clock, new LocalCounters(10, () -> 0), new SkippedBodies());

    @BeforeEach
    void bind() {
        meters.bindTo(registry);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private double counter(String name) {
        return registry.get(name).functionCounter().count();
    }

    @Test
    void showWhereTheHitsAre() {
        assertThat(gauge("tallygate.flush.waiting")).isEqualTo(2);
        assertThat(gauge("tallygate.flush.unanswered")).isEqualTo(3);
        assertThat(counter("tallygate.flush.acknowledged")).isEqualTo(4);
        assertThat(counter("tallygate.flush.lost")).isEqualTo(11);
    }

    @Test
    void showTimesInTheRegistrysUnit() {
        assertThat(registry.get("tallygate.flush.lag").timeGauge().value(TimeUnit.MILLISECONDS))
                .isEqualTo(700);
        assertThat(registry.get("tallygate.flush.lateness").timeGauge().value(TimeUnit.MILLISECONDS))
                .isEqualTo(3);
        status = TestStatus.of("s", StreamFigures.ZERO, Duration.ofMillis(-1500), null);
        assertThat(registry.get("tallygate.clock.offset").timeGauge().value(TimeUnit.MILLISECONDS))
                .isEqualTo(-1500);
    }

    @Test
    void neverCountBackwards() {
        status = TestStatus.of("s", new StreamFigures(100, 0, 0, 0, 100, 0));
        assertThat(counter("tallygate.flush.acknowledged")).isEqualTo(100);
        status = TestStatus.of("s", new StreamFigures(110, 0, 0, 30, 80, 0));
        assertThat(counter("tallygate.flush.acknowledged")).isEqualTo(100);
        status = TestStatus.of("s", new StreamFigures(120, 0, 0, 0, 120, 0));
        assertThat(counter("tallygate.flush.acknowledged")).isEqualTo(120);
        status = TestStatus.of("another", new StreamFigures(5, 0, 0, 0, 5, 0));
        assertThat(counter("tallygate.flush.acknowledged")).isEqualTo(125);
        assertThat(counter("tallygate.flush.acknowledged")).isEqualTo(125);
    }

    @Test
    void haveFewNames() {
        assertThat(registry.getMeters().stream()
                        .map(meter -> meter.getId().getName())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "tallygate.counters",
                        "tallygate.flush.waiting",
                        "tallygate.flush.unanswered",
                        "tallygate.flush.acknowledged",
                        "tallygate.flush.lost",
                        "tallygate.flush.lateness",
                        "tallygate.flush.lag",
                        "tallygate.clock.offset",
                        "tallygate.body.skipped");
    }
}
