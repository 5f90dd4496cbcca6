package io.tallygate.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RulesHeadTest {

    private static RulesHead head(String version, String staged, String large) {
        return RulesHead.parse(List.of(version, "token", "in-force", staged, large));
    }

    @Test
    void keepsTheLargeChangesThatTheLogHas() {
        RulesHead head = head("1002", "", "2,3,1001");
        assertThat(head.largeAfter(false)).containsExactly(1001L);
        assertThat(head.droppedAfter(false)).containsExactly(2L, 3L);
        assertThat(head.largeAfter(true)).containsExactly(1001L, 1003L);
        assertThat(head("1001", "", "2,3").largeAfter(false)).containsExactly(3L);
    }

    @Test
    void keepsTheLastTenLargeChanges() {
        RulesHead head = head("10", "", "1,2,3,4,5,6,7,8,9,10");
        assertThat(head.droppedAfter(false)).isEmpty();
        assertThat(head.droppedAfter(true)).containsExactly(1L);
        assertThat(head.largeAfter(true)).hasSize(10).contains(11L);
    }

    @Test
    void knowsALargeChangeThatIsNotInForce() {
        assertThat(head("1", "", "").unfinished()).isEmpty();
        assertThat(head("1", "1:in-force", "").unfinished()).isEmpty();
        assertThat(head("1", "2:other", "").unfinished().orElseThrow().version())
                .isEqualTo(2);
    }
}
