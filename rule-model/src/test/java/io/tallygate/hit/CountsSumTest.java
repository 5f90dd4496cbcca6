package io.tallygate.hit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsSumTest {

    private static final List<Counts> SOME = List.of(
            new Counts(2, 3, 5, Map.of(Cause.TIMEOUT, 1L, Cause.STATUS, 2L)),
            Counts.successes(1),
            Counts.ZERO,
            Counts.failures(Cause.TIMEOUT, 7));

    @Test
    void isWhatTheyAreOneAfterTheOther() {
        CountsSum sum = new CountsSum();

        SOME.forEach(sum::add);

        assertThat(sum.total()).isEqualTo(SOME.stream().reduce(Counts.ZERO, Counts::plus));
        assertThat(sum.total().causes()).isEqualTo(Map.of(Cause.TIMEOUT, 8L, Cause.STATUS, 2L));
    }

    @Test
    void staysAsItWasToldWhenMoreIsAdded() {
        CountsSum sum = new CountsSum();
        sum.add(Counts.failures(Cause.RESET, 1));
        Counts before = sum.total();

        sum.add(Counts.failures(Cause.RESET, 1));

        assertThat(before).isEqualTo(Counts.failures(Cause.RESET, 1));
    }

    @Test
    void isNothingAtFirst() {
        assertThat(new CountsSum().total()).isEqualTo(Counts.ZERO);
    }
}
