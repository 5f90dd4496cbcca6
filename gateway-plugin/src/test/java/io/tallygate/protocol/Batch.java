package io.tallygate.protocol;

/**
 * What a stream sends at once. It is never changed once it was sent.
 *
 * @param seq 1, 2, 3..
 * @param before how many hits the stream's earlier batches hold together
 * @param window the window of its hits
 * @param hits its hits
 * @param frozenFloor the floor at its first send, where the floor is not told anew; otherwise 0
 */
record Batch(int seq, int before, int window, Bag hits, int frozenFloor) {

    Batch plus(Bag more) {
        return new Batch(seq, before, window, hits.plus(more), frozenFloor);
    }

    @Override
    public String toString() {
        return seq + " (" + hits + ")";
    }
}
