package io.tallygate.flush;

/**
 * What a stream says of itself with every flush, also an idle one.
 *
 * @param stream the stream's id
 * @param name the instance's name, a label only
 * @param since when it began to count, in milliseconds since the epoch by the store's clock
 * @param acknowledgedBefore every hit before this instant was acknowledged, in milliseconds since the epoch
 * @param left whether it has stopped and will send no more
 */
public record StreamReport(String stream, String name, long since, long acknowledgedBefore, boolean left) {}
