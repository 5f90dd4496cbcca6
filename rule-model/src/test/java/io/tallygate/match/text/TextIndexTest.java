package io.tallygate.match.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextIndexTest {

    @Test
    void findsTheTextsOfEveryLength() {
        assertThat(find("the quick brown fox", "t", "he", "qui", "quick", "brown fo", "quick brown fox", "foxes", "z"))
                .containsExactlyInAnyOrder("t", "he", "qui", "quick", "brown fo", "quick brown fox");
    }

    @Test
    void findsATextAtEitherEndAndAlone() {
        assertThat(find("abc", "abc")).containsExactly("abc");
        assertThat(find("abcdefghij", "abcdefghi", "bcdefghij")).hasSize(2);
        assertThat(find("", "a")).isEmpty();
        assertThat(find("ab", "abc")).isEmpty();
    }

    @Test
    void tellsOfATextOnceHoweverOftenItOccurs() {
        assertThat(find("a".repeat(10_000), "a", "aa", "aaaaaaaaaa")).hasSize(3);
    }

    @Test
    void tellsTextsApartThatShareMostOfTheirWindows() {
        String[] texts = new String[1000];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "customer-premium-" + i + "-europe-west";
        }
        assertThat(find("id=customer-premium-417-europe-west;", texts))
                .containsExactly("customer-premium-417-europe-west");
    }

    @Test
    void refusesAnEmptyText() {
        assertThatIllegalArgumentException().isThrownBy(() -> TextIndex.of(Map.of("", 1)));
    }

    @Test
    void agreesWithLookingForEachTextAlone() {
        Random random = new Random(11);
        for (int round = 0; round < 3_000; round++) {
            String[] texts = new String[1 + random.nextInt(40)];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = text(random, 1 + random.nextInt(12));
            }
            String in = text(random, random.nextInt(60));
            List<String> expected =
                    List.of(texts).stream().distinct().filter(in::contains).toList();
            assertThat(find(in, texts)).as("in \"%s\"", in).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("abé\uD83D".charAt(random.nextInt(4)));
        }
        return text.toString();
    }

    private static List<String> find(String in, String... texts) {
        Map<String, String> kept = new HashMap<>();
        for (String text : texts) {
            kept.put(text, text);
        }
        List<String> found = new ArrayList<>();
        TextIndex.of(kept).find(in, found::add);
        return found;
    }
}
