package io.tallygate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallygate.snapshot.SnapshotStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void showWhatWasClosed() {
        SnapshotStatus status = new SnapshotStatus(3, 700, Duration.ofMillis(1500), 2, true);
        new SnapshotMeters(() -> status).bindTo(registry);

        assertThat(counter("tallygate.snapshot.periods")).isEqualTo(3);
        assertThat(counter("tallygate.snapshot.counters")).isEqualTo(700);
        assertThat(counter("tallygate.snapshot.time")).isEqualTo(1.5);
        assertThat(counter("tallygate.snapshot.failures")).isEqualTo(2);
        assertThat(registry.get("tallygate.snapshot.failing").gauge().value()).isEqualTo(1);
    }

    private double counter(String name) {
        return registry.get(name).functionCounter().count();
    }
}
