package io.tallygate.protocol;

/**
 * One hit, which can be told from every other. A stream's first two fall into window 1, its third into window 2.
 *
 * @param stream 0 or 1
 * @param number 1 to {@link #MOST}, in the order in which the stream decides them
 */
record Hit(int stream, int number) {

    /** How many hits a stream may have. */
    static final int MOST = 3;

    /** How many streams there are. */
    static final int STREAMS = 2;

    int window() {
        return number < 3 ? 1 : 2;
    }

    @Override
    public String toString() {
        return Stream.name(stream) + number;
    }
}
