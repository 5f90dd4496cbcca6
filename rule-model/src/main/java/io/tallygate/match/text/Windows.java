package io.tallygate.match.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The texts that are filed under a window of one length: a hash table in arrays, chained, without an object a text. */
final class Windows {

    private static final int BASE = 0x01000193;
    private static final int SPREAD = 0x9E3779B9;

    private final int length;
    private final int leaving;
    private final int shift;
    private final int[] heads;
    private final int[] next;
    private final int[] offsets;

    private Windows(int length, int bits, int texts) {
        this.length = length;
        this.leaving = power(length);
        this.shift = 32 - bits;
        this.heads = new int[1 << bits];
        this.next = new int[texts];
        this.offsets = new int[texts];
        Arrays.fill(heads, -1);
    }

    /** Files those of the texts whose window has this length; null where none has. */
    static @Nullable Windows of(int length, String[] texts) {
        int filed = 0;
        int all = 0;
        for (String text : texts) {
            if (TextIndex.windowOf(text) == length) {
                filed++;
                all += text.length() - length + 1;
            }
        }
        if (filed == 0) {
            return null;
        }
        Windows windows = new Windows(length, bitsFor(filed), texts.length);
        int[] seen = windows.countAll(texts, bitsFor(all));
        for (int text = 0; text < texts.length; text++) {
            if (TextIndex.windowOf(texts[text]) == length) {
                windows.file(text, texts[text], seen);
            }
        }
        return windows;
    }

    /** Twice as many places as there are things to put, at least. */
    private static int bitsFor(int things) {
        return Math.min(24, 33 - Integer.numberOfLeadingZeros(Math.max(things, 4)));
    }

    /** How often each window occurs in the texts, about: windows whose hashes collide are counted together. */
    private int[] countAll(String[] texts, int bits) {
        int[] seen = new int[1 << bits];
        for (String text : texts) {
            if (TextIndex.windowOf(text) == length) {
                int hash = 0;
                for (int end = 0; end < text.length(); end++) {
                    hash = slide(hash, text, end);
                    if (end + 1 >= length) {
                        seen[(hash * SPREAD) >>> (32 - bits)]++;
                    }
                }
            }
        }
        return seen;
    }

    private void file(int text, String characters, int[] seen) {
        int seenShift = Integer.numberOfLeadingZeros(seen.length - 1);
        int rarest = Integer.MAX_VALUE;
        int filedUnder = 0;
        int hash = 0;
        for (int end = 0; end < characters.length(); end++) {
            hash = slide(hash, characters, end);
            int times = end + 1 < length ? Integer.MAX_VALUE : seen[(hash * SPREAD) >>> seenShift];
            if (times < rarest) {
                rarest = times;
                filedUnder = hash;
                offsets[text] = end + 1 - length;
            }
        }
        int place = (filedUnder * SPREAD) >>> shift;
        next[text] = heads[place];
        heads[place] = text;
    }

    int length() {
        return length;
    }

    /** The hash of the window that ends here, from the one that ended just before. */
    int slide(int hash, String in, int end) {
        int entered = hash * BASE + in.charAt(end) + 1;
        return end < length ? entered : entered - (in.charAt(end - length) + 1) * leaving;
    }

    private static int power(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= BASE;
        }
        return power;
    }

    /** The first text that may be filed under this hash, or -1. */
    int first(int hash) {
        return heads[(hash * SPREAD) >>> shift];
    }

    /** The next text that may be filed under the same hash, or -1. */
    int next(int text) {
        return next[text];
    }

    /** Where in a text its window begins. */
    int offset(int text) {
        return offsets[text];
    }
}
