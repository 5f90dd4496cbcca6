package io.tallygate.match.text;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds which of many texts occur in another, in one pass for each of four window lengths, however many texts there are.
 * Each text is filed under the hash of one window of its characters, the rarest among all texts; the hash of the window
 * that slides over what is searched is kept up as in R. M. Karp and M. O. Rabin, "Efficient randomized pattern-matching
 * algorithms" (1987). A text that is found is compared in full before it is told.
 *
 * @param <V> what is kept for each text
 */
public final class TextIndex<V> {

    private static final int[] WINDOWS = {8, 4, 2, 1};

    private final String[] texts;
    private final Object[] kept;
    private final Windows[] windows;

    private TextIndex(String[] texts, Object[] kept, Windows[] windows) {
        this.texts = texts;
        this.kept = kept;
        this.windows = windows;
    }

    /** What is kept for each text; a text has at least one character. */
    public static <V> TextIndex<V> of(Map<String, V> byText) {
        String[] texts = byText.keySet().toArray(new String[0]);
        Object[] kept = Arrays.stream(texts).map(byText::get).toArray();
        return new TextIndex<>(
                texts,
                kept,
                Arrays.stream(WINDOWS)
                        .mapToObj(length -> Windows.of(length, texts))
                        .filter(filed -> filed != null)
                        .toArray(Windows[]::new));
    }

    /** The window length that a text is filed with: the longest that it can fill. */
    static int windowOf(String text) {
        for (int length : WINDOWS) {
            if (text.length() >= length) {
                return length;
            }
        }
        throw new IllegalArgumentException("a text to be found must have a character: \"\"");
    }

    /** Tells what is kept for each text that occurs in this one, once each. */
    public void find(String in, Consumer<V> found) {
        Set<Integer> told = null;
        for (Windows filed : windows) {
            told = find(filed, in, found, told);
        }
    }

    @SuppressWarnings("unchecked") // only values of V are kept
    private @Nullable Set<Integer> find(Windows filed, String in, Consumer<V> found, @Nullable Set<Integer> before) {
        Set<Integer> told = before;
        int hash = 0;
        for (int end = 0; end < in.length(); end++) {
            hash = filed.slide(hash, in, end);
            if (end + 1 < filed.length()) {
                continue;
            }
            for (int text = filed.first(hash); text >= 0; text = filed.next(text)) {
                int begin = end + 1 - filed.length() - filed.offset(text);
                if (in.startsWith(texts[text], begin)) {
                    // Made only now: most searches find nothing.
                    told = told == null ? new HashSet<>(4) : told;
                    if (told.add(text)) {
                        found.accept((V) kept[text]);
                    }
                }
            }
        }
        return told;
    }
}
