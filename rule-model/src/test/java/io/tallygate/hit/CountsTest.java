package io.tallygate.hit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {

    @Test
    void writesOnlyWhatIsNeeded() {
        assertThat(Counts.ZERO.format()).isEqualTo("0:0");
        assertThat(Counts.successes(1234).format()).isEqualTo("1234:0");
        assertThat(new Counts(1, 2, 3, Map.of()).format()).isEqualTo("1:2:3");
        assertThat(Counts.failures(Cause.TIMEOUT, 5).format()).isEqualTo("0:5:0:t5");
        assertThat(new Counts(1, 2, 0, Map.of(Cause.STATUS, 0L)).format()).isEqualTo("1:2");
    }

    @Test
    void writesEachCauseByItsLetterInOneOrder() {
        Map<Cause, Long> causes = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            causes.put(cause, causes.size() + 1L);
        }

        assertThat(new Counts(0, 28, 0, causes).format()).isEqualTo("0:28:0:c1t2s3r4n5o6g7");
    }

    @Test
    void comesBackFromItsTextTheSame() {
        for (int seed = 0; seed < 20_000; seed++) {
            Counts counts = counts(new Random(seed));
            assertThat(Counts.parse(counts.format())).as("seed %d", seed).isEqualTo(counts);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1:2:0, 1:2",
        "007:00, 7:0",
        "1:2:0:t0, 1:2",
        "1:2:3:t1c1, 1:2:3:c1t1",
        "1:2:3:t1t1, 1:2:3:t2",
        "999999999999999999:0, 999999999999999999:0"
    })
    void hasOneCanonicalText(String text, String canonical) {
        assertThat(Counts.parse(text).format()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1:",
                ":1",
                "a:b",
                "1:2:",
                "1:2:3:",
                "1:2::t1",
                "1:2:3:4",
                "1:2:3:t",
                "1:2:3:T1",
                "1:2:3:t1:",
                "-1:2",
                "+1:2",
                "1.5:2",
                " 1:2",
                "1:2\n",
                "1:2:3:t-1",
                "1000000000000000000:0",
                "١:٢"
            })
    void refusesWhatIsNoText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Counts.parse(text))
                .withMessage("counts must be success:failure[:cancelled[:causes]]: \"" + text + "\"");
    }

    @Test
    void refusesACauseThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Counts.parse("1:2:3:t1x1"))
                .withMessage("unknown cause: \"x\"");
    }

    @Test
    void refusesToBeNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Counts.successes(-1))
                .withMessage("counts must not be negative: \"-1:0:0\"");
        assertThatIllegalArgumentException().isThrownBy(() -> new Counts(0, -1, 0, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Counts(0, 0, -1, Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Counts(0, 1, 0, Map.of(Cause.STATUS, -1L)))
                .withMessage("counts must not be negative: \"s-1\"");
    }

    @Test
    void addsUp() {
        Counts a = new Counts(1, 2, 3, Map.of(Cause.CONNECT, 1L, Cause.STATUS, 1L));
        Counts b = new Counts(10, 20, 30, Map.of(Cause.STATUS, 10L, Cause.RESET, 10L));

        assertThat(a.plus(b))
                .isEqualTo(new Counts(11, 22, 33, Map.of(Cause.CONNECT, 1L, Cause.STATUS, 11L, Cause.RESET, 10L)));
        assertThat(a).isEqualTo(new Counts(1, 2, 3, Map.of(Cause.CONNECT, 1L, Cause.STATUS, 1L)));
        assertThat(a.plus(Counts.ZERO)).isEqualTo(a);
        assertThat(Counts.ZERO.plus(a)).isEqualTo(a);
    }

    @Test
    void addsUpInAnyOrder() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            Counts a = counts(random);
            Counts b = counts(random);
            Counts c = counts(random);

            assertThat(a.plus(b)).as("seed %d", seed).isEqualTo(b.plus(a));
            assertThat(a.plus(b).plus(c)).as("seed %d", seed).isEqualTo(a.plus(b.plus(c)));
        }
    }

    @Test
    void countsAllHitsHoweverTheyEnded() {
        assertThat(new Counts(1, 20, 300, Map.of()).hits()).isEqualTo(321);
        assertThat(Counts.ZERO.isZero()).isTrue();
        assertThat(new Counts(0, 0, 1, Map.of()).isZero()).isFalse();
    }

    @Test
    void doesNotChangeWithTheMapThatItWasMadeOf() {
        Map<Cause, Long> causes = new EnumMap<>(Map.of(Cause.STATUS, 1L));
        Counts counts = new Counts(0, 1, 0, causes);

        causes.put(Cause.STATUS, 7L);
        assertThat(counts.causes()).containsExactly(Map.entry(Cause.STATUS, 1L));
    }

    @Test
    void findsACauseByItsLetterAgain() {
        for (Cause cause : Cause.values()) {
            assertThat(Cause.ofLetter(cause.letter())).contains(cause);
        }
        assertThat(Cause.ofLetter('x')).isEmpty();
        assertThat(Cause.NO_INSTANCE.word()).isEqualTo("no-instance");
    }

    private static Counts counts(Random random) {
        Map<Cause, Long> causes = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            if (random.nextInt(3) == 0) {
                causes.put(cause, 1 + number(random));
            }
        }
        long failures = causes.values().stream().mapToLong(Long::longValue).sum();
        return new Counts(number(random), failures, number(random), causes);
    }

    private static long number(Random random) {
        return random.nextInt(3) == 0 ? 0 : random.nextLong(1L << random.nextInt(1, 50));
    }
}
