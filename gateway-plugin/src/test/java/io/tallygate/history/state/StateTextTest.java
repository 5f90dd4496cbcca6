package io.tallygate.history.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tallygate.flush.Flaw;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTextTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final Period HOUR = CALENDAR.containing(Granularity.HOUR, 1_763_683_200);
    private static final Period DAY = CALENDAR.containing(Granularity.DAY, 1_763_683_200);

    @Test
    void isWhatTheLayoutSays() {
        assertThat(StateText.format(PeriodState.COMPLETE)).isEqualTo("complete");
        assertThat(StateText.format(PeriodState.partial(
                        Set.of("gateway@b", "gateway@a"), Map.of(HOUR, new Flaw(5, 0), DAY, new Flaw(0, 7)))))
                .isEqualTo("partial d:1763683200:0:7 h:1763683200:5:0 @gateway%40a @gateway%40b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "", "a b", "@", "ä, ; : %", "a|b{c}\n"})
    void comesBackAsItWas(String name) {
        PeriodState state = PeriodState.partial(Set.of(name, "other"), Map.of(HOUR, new Flaw(5, 6)));
        assertThat(StateText.parse(StateText.format(state), CALENDAR)).isEqualTo(state);
        assertThat(StateText.parse("complete", CALENDAR)).isEqualTo(PeriodState.COMPLETE);
        assertThat(StateText.parse("partial", CALENDAR)).isEqualTo(PeriodState.partial(Set.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "open", "complete ", "complete h:0:1:1", "partial ", "partial h:0:1", "partial x:0:1:1"})
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateText.parse(text, CALENDAR))
                .withMessageEndingWith("\"" + text + "\"");
    }
}
