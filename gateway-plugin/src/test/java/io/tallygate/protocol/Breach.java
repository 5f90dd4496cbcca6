package io.tallygate.protocol;

/**
 * A promise that is not kept.
 *
 * @param promise which
 * @param text what is wrong, for a reader
 */
record Breach(Promise promise, String text) {}
