package io.tallygate.protocol;

/**
 * A batch on its way to Redis, with what is told anew at each send.
 *
 * @param stream whose batch it is
 * @param batch the batch
 * @param floor the lowest seq that the stream could still send when it sent this
 * @param declared hits that the stream declares lost, where Redis does not find out itself; otherwise 0
 */
record Request(int stream, Batch batch, int floor, int declared) {

    @Override
    public String toString() {
        return "batch " + batch + ", floor " + floor + ", before " + batch.before();
    }
}
