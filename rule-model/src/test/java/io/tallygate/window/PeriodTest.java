package io.tallygate.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

    @Test
    void isNamedByItsGranularityAndItsStart() {
        assertThat(new Period(Granularity.WINDOW, 60, 120).format()).isEqualTo("w:60");
        assertThat(new Period(Granularity.HOUR, 3600, 7200).format()).isEqualTo("h:3600");
        assertThat(new Period(Granularity.DAY, 0, 86_400).format()).isEqualTo("d:0");
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 59})
    void refusesToEndBeforeItStarted(long to) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Period(Granularity.WINDOW, 60, to))
                .withMessage("a period must end after it starts: \"60, " + to + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void findsAGranularityByItsWordAndItsLetter(Granularity granularity) {
        assertThat(Granularity.parse(granularity.word())).contains(granularity);
        assertThat(Granularity.ofLetter(granularity.letter())).contains(granularity);
    }

    @Test
    void knowsNoOtherGranularity() {
        assertThat(Granularity.parse("Hour")).isEmpty();
        assertThat(Granularity.ofLetter('m')).isEmpty();
    }

    @Test
    void growsCoarserUpToTheDay() {
        assertThat(Granularity.WINDOW.coarser()).contains(Granularity.HOUR);
        assertThat(Granularity.HOUR.coarser()).contains(Granularity.DAY);
        assertThat(Granularity.DAY.coarser()).isEmpty();
    }
}
