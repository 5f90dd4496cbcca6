package io.tallygate.balance.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureStatusesTest {

    @Test
    void holdsSingleStatusesAndRanges() {
        FailureStatuses failures = FailureStatuses.of(List.of("429", " 500-599 "));
        assertThat(failures.contains(429)).isTrue();
        assertThat(failures.contains(500)).isTrue();
        assertThat(failures.contains(599)).isTrue();
        assertThat(failures.contains(499)).isFalse();
        assertThat(failures.contains(600)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5xx", "", "599-500", "1000", "-1", "500-"})
    void quotesWhatIsNeither(String text) {
        assertThatThrownBy(() -> FailureStatuses.of(List.of(text))).hasMessageContaining("\"" + text + "\"");
    }
}
