package io.tallygate.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tallygate.hit.Cause;
import io.tallygate.hit.Counts;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {

    @Test
    void writesItsStartBeforeItsCounts() {
        assertThat(new Entry(1763683200, new Counts(1234, 5, 0, Map.of())).format())
                .isEqualTo("1763683200:1234:5");
        assertThat(new Entry(1763683200, new Counts(1, 4, 2, Map.of(Cause.TIMEOUT, 3L, Cause.STATUS, 1L))).format())
                .isEqualTo("1763683200:1:4:2:t3s1");
    }

    @Test
    void comesBackFromItsTextTheSame() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            long failures = random.nextInt(3);
            Counts counts =
                    new Counts(random.nextInt(1000), failures, random.nextInt(3), Map.of(Cause.GATEWAY, failures));
            Entry entry = new Entry(random.nextLong(4_000_000_000L), counts);

            assertThat(Entry.parse(entry.format())).as("seed %d", seed).isEqualTo(entry);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1763683200", ":1:2", "x:1:2", "1.5:1:2", " 1:1:2", "99999999999999999999:1:2"})
    void refusesATextWithoutAStart(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entry.parse(text))
                .withMessage("an entry must be start:success:failure[:cancelled[:causes]]: \"" + text + "\"");
    }

    @Test
    void refusesATextWhoseCountsAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Entry.parse("1763683200:1"))
                .withMessage("counts must be success:failure[:cancelled[:causes]]: \"1\"");
    }
}
