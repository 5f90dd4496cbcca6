package io.tallygate.redis;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a script gives as one long text, line by line: where the next call goes on, then blocks. A block begins with
 * a line of the number of what it belongs to, and of how many things follow. Millions of lines are read in an hour in which
 * somebody looks.
 */
final class Blocks {

    private final String text;
    private final @Nullable Rest rest;
    private int at;
    private int number;
    private int size;

    /** Where a call goes on: at a key, with a cursor or a second. */
    record Rest(int number, String from) {}

    Blocks(String text) {
        this.text = text;
        String first = line();
        int blank = first.indexOf(' ');
        this.rest = blank < 0 ? null : new Rest(Integer.parseInt(first, 0, blank, 10), first.substring(blank + 1));
    }

    /** Null where this was all. */
    @Nullable Rest rest() {
        return rest;
    }

    /** Goes on to the next block, if there is one. */
    boolean next() {
        if (at >= text.length()) {
            return false;
        }
        String head = line();
        int blank = head.indexOf(' ');
        number = Integer.parseInt(head, 0, blank, 10) - 1;
        size = Integer.parseInt(head, blank + 1, head.length(), 10);
        return true;
    }

    /** What the block belongs to, counted from 0. */
    int number() {
        return number;
    }

    /** How many things the block has. */
    int size() {
        return size;
    }

    String line() {
        int end = text.indexOf('\n', at);
        String line = end < 0 ? text.substring(at) : text.substring(at, end);
        at = end < 0 ? text.length() : end + 1;
        return line;
    }
}
