package io.tallygate.admin.hits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.hit.Counts;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hits as they are told. */
class ViewsTest {

    @Test
    void leavesTheCancelledOutOfTheSuccessRate() {
        assertThat(CountsView.of(new Counts(3, 1, 4, Map.of())).successRate()).isEqualTo(0.75);
    }

    @Test
    void hasNoSuccessRateWhereNothingWasDecided() {
        assertThat(CountsView.of(new Counts(0, 0, 4, Map.of())).successRate()).isNull();
    }
}
