package io.tallygate.hit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {

    /** The numbers come from another implementation of CRC-32; stored data lies where they say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "api|orders|order|order-1|;    api|orders|;         10; 4; 970",
                "header|canary-beta|order|-|;  header|canary-beta|; 11; 5; 107",
                "route|__other__|-|-|;         route|__other__|;     6; 3; 534",
                "none|-|-|-|;                  none|-|;              8; 3; 408",
                "api|ü 😀|order|-|;            api|ü 😀|;           13; 0; 525",
                "node|-|order|order-2|;        node|order|order-2|; 10; 3; 570",
                "node|-|-|-|;                  node|-|-|;            1; 5; 625",
            })
    void keepsEachCounterWhereItHasAlwaysBeen(String key, String text, int of16, int of7, int of1024) {
        CounterKey counter = CounterKey.parse(key);

        assertThat(new String(counter.shardText(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(new Shards(16).of(counter)).isEqualTo(of16);
        assertThat(new Shards(7).of(counter)).isEqualTo(of7);
        assertThat(new Shards(1024).of(counter)).isEqualTo(of1024);
        assertThat(new Shards(1).of(counter)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = "NODE", mode = EnumSource.Mode.EXCLUDE)
    void keepsAllCountersOfARuleTogether(HitKind kind) {
        Shards shards = new Shards(1024);

        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> new CounterKey(kind, "orders", "service-" + i % 7, "node-" + i, "label-" + i))
                        .map(shards::of))
                .containsOnly(shards.of(CounterKey.of(kind, "orders", "-", "-")));
    }

    @Test
    void keepsAllCountersOfANodeTogetherButSpreadsNodes() {
        Shards shards = new Shards(1024);

        assertThat(shards.of(new CounterKey(HitKind.NODE, "-", "order", "order-2", "a")))
                .isEqualTo(shards.of(CounterKey.ofNode("order", "order-2")));
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> CounterKey.ofNode("order", "order-" + i))
                        .map(shards::of)
                        .distinct())
                .hasSizeGreaterThan(150);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 16, 100})
    void spreadsRulesRoughlyEvenly(int count) {
        int perShard = 1000;
        int[] rules = new int[count];
        for (int i = 0; i < count * perShard; i++) {
            rules[new Shards(count).of(CounterKey.of(HitKind.API, "rule-" + i, "order", "-"))]++;
        }

        assertThat(IntStream.of(rules).boxed())
                .allSatisfy(n -> assertThat(n).isBetween(perShard * 8 / 10, perShard * 12 / 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1025})
    void refusesANumberOfShardsOutOfBounds(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shards(count))
                .withMessage("shards must be 1 to 1024: \"" + count + "\"");
    }
}
