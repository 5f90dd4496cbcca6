package io.tallygate.hit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tallygate.rule.Strategy;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CounterKeyTest {

    private static final List<HitKind> KINDS = List.of(HitKind.values());
    private static final List<String> PIECES = List.of(
            "a", "Z", "7", "-", "_", ".", ":", "/", " ", "|", "||", "%", "%7C", "%%", "{", "}", "{}", "ü", "漢", "😀",
            "\n", "\t", "\0", "\u001F", "\u007F", "\u0085", "\u2028", "+", "*", "\\", "\"");

    @Test
    void joinsItsPartsByBars() {
        assertThat(CounterKey.of(HitKind.HEADER, "canary-beta", "order", "order-2")
                        .format())
                .isEqualTo("header|canary-beta|order|order-2|");
        assertThat(new CounterKey(HitKind.ROUTE, "r", "s", "10.0.0.1:80", "blue").format())
                .isEqualTo("route|r|s|10.0.0.1:80|blue");
    }

    @Test
    void escapesWhatHasAMeaningInAKey() {
        assertThat(new CounterKey(HitKind.ROUTE, "a|b", "{c}", "50%", "\n\u007F").format())
                .isEqualTo("route|a%7Cb|%7Bc%7D|50%25|%0A%7F");
        assertThat(CounterKey.of(HitKind.ROUTE, "ü 😀", "漢", "").format()).isEqualTo("route|ü 😀|漢||");
    }

    @Test
    void namesTheCountersThatAreNoRules() {
        assertThat(CounterKey.ofNode("order", "order-2").format()).isEqualTo("node|-|order|order-2|");
        assertThat(CounterKey.other(HitKind.API).format()).isEqualTo("api|__other__|-|-|");
    }

    @Test
    void comesBackFromItsTextTheSame() {
        for (int seed = 0; seed < 50_000; seed++) {
            CounterKey key = key(new Random(seed));
            assertThat(CounterKey.parse(key.format())).as("seed %d", seed).isEqualTo(key);
        }
    }

    @Test
    void holdsNoBraceNoControlCharacterAndNoBarBeyondItsSeparators() {
        for (int seed = 0; seed < 50_000; seed++) {
            String text = key(new Random(seed)).format();
            assertThat(text).as("seed %d", seed).doesNotContain("{", "}", "\n", "\t", "\0", "\u001F", "\u007F");
            assertThat(text.chars().filter(c -> c == '|')).as("seed %d", seed).hasSize(4);
        }
    }

    @Test
    void beginsWithThePrefixOfItsFirstParts() {
        for (int seed = 0; seed < 10_000; seed++) {
            CounterKey key = key(new Random(seed));
            assertThat(key.format())
                    .as("seed %d", seed)
                    .startsWith(CounterKey.prefix(key.kind()))
                    .startsWith(CounterKey.prefix(key.kind(), key.id()))
                    .startsWith(CounterKey.prefix(key.kind(), key.id(), key.service()))
                    .startsWith(CounterKey.prefix(key.kind(), key.id(), key.service(), key.node()));
        }
    }

    @Test
    void doesNotBeginWithThePrefixOfAShorterId() {
        assertThat(CounterKey.of(HitKind.API, "orders-eu", "s", "n").format())
                .doesNotStartWith(CounterKey.prefix(HitKind.API, "orders"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api", "api|a|b|c", "api|a|b|c|d|e", "|"})
    void refusesATextWithTooFewOrTooManyParts(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CounterKey.parse(text))
                .withMessage("counter key must be kind|id|service|node|label: \"" + text + "\"");
    }

    @Test
    void refusesAKindThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CounterKey.parse("Api|a|b|c|d"))
                .withMessage("unknown kind of hit: \"Api\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%", "a%4", "%G0", "%4G", "%-1", "%%41"})
    void refusesABrokenEscape(String part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CounterKey.parse("api|" + part + "|b|c|d"))
                .withMessage("broken escape in a counter key: \"" + part + "\"");
    }

    @Test
    void writesEachKindInOneWord() {
        assertThat(HitKind.values())
                .extracting(HitKind::word)
                .containsExactly("api", "param", "cookie", "header", "body", "route", "none", "shadow", "node");
        assertThat(HitKind.values())
                .allSatisfy(kind -> assertThat(HitKind.parse(kind.word())).contains(kind));
    }

    @ParameterizedTest
    @EnumSource
    void countsARuleUnderItsStrategy(Strategy strategy) {
        assertThat(HitKind.of(strategy).word()).isEqualTo(strategy.word());
        assertThat(HitKind.of(strategy).isRequest()).isTrue();
        assertThat(HitKind.of(strategy).isRule()).isTrue();
    }

    @Test
    void tellsRulesFromOtherRequestsAndThoseFromAttemptsAtANode() {
        assertThat(HitKind.ROUTE.isRule()).isFalse();
        assertThat(HitKind.ROUTE.isRequest()).isTrue();
        assertThat(HitKind.NONE.isRule()).isFalse();
        assertThat(HitKind.NONE.isRequest()).isTrue();
        assertThat(HitKind.NODE.isRule()).isFalse();
        assertThat(HitKind.NODE.isRequest()).isFalse();
    }

    private static CounterKey key(Random random) {
        HitKind kind = KINDS.get(random.nextInt(KINDS.size()));
        String label = random.nextBoolean() ? "" : part(random);
        return new CounterKey(kind, part(random), part(random), part(random), label);
    }

    private static String part(Random random) {
        StringBuilder part = new StringBuilder();
        for (int pieces = random.nextInt(6); pieces > 0; pieces--) {
            part.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return part.toString();
    }
}
