package io.tallygate.observe;

import io.tallygate.flush.FlushStatus;
import io.tallygate.flush.StreamFigures;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * One of a stream's figures as a number that never falls, as meters want it. The figure itself falls where Redis forgets
 * what it had acknowledged, and begins anew with a new stream.
 */
final class Rising {

    private final Supplier<FlushStatus> flush;
    private final ToLongFunction<StreamFigures> figure;
    private String stream = "";
    private long before;
    private long highest;

    Rising(Supplier<FlushStatus> flush, ToLongFunction<StreamFigures> figure) {
        this.flush = flush;
        this.figure = figure;
    }

    synchronized double value() {
        FlushStatus status = flush.get();
        if (!status.stream().equals(stream)) {
            stream = status.stream();
            before += highest;
            highest = 0;
        }
        highest = Math.max(highest, figure.applyAsLong(status.figures()));
        return before + highest;
    }
}
