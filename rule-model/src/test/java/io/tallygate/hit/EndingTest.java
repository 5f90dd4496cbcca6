package io.tallygate.hit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndingTest {

    @ParameterizedTest
    @EnumSource
    void isOneObjectForEachCause(Cause cause) {
        Ending ending = Ending.failure(cause);

        assertThat(ending.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(ending.cause()).isEqualTo(cause);
        assertThat(Ending.failure(cause)).isSameAs(ending).hasToString("FAILURE " + cause.word());
    }

    @Test
    void hasACauseOnlyWhereItIsAFailure() {
        assertThat(Ending.SUCCESS.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(Ending.SUCCESS.cause()).isNull();
        assertThat(Ending.CANCELLED.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(Ending.CANCELLED.cause()).isNull();
        assertThat(Ending.CANCELLED).hasToString("CANCELLED");
    }
}
