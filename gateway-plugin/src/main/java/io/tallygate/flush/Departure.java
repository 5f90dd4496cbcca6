package io.tallygate.flush;

import io.tallygate.window.Period;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a stream leaves: when nothing is under way, or after half of the time that the stop may take, declaring what is
 * under way lost. What ends all the same is still taken until seven eighths of the time; the rest is the store's. Belongs
 * to the flush's thread.
 */
final class Departure {

    private static final Logger log = LoggerFactory.getLogger(Departure.class);

    private final long patientUntil;
    private final long takesUntil;
    private boolean tookLast;

    Departure(long nowNanos, Duration time) {
        this.patientUntil = nowNanos + time.toNanos() / 2;
        this.takesUntil = nowNanos + time.toNanos() - time.toNanos() / 8;
    }

    /** Has the delivery leave as far as it may, after something was taken of a window. */
    void after(Taken latest, Period window, long nowNanos, Delivery delivery) {
        if (nowNanos - patientUntil >= 0) {
            delivery.leaveBehind(window);
            tookLast = nowNanos - takesUntil >= 0;
        } else if (latest.isQuiet()) {
            delivery.leave();
        }
        if (tookLast && latest.inFlight() > 0) {
            log.warn(
                    "Stopped while {} hits were under way; how they end nobody will know, and they are declared lost",
                    latest.inFlight());
        }
    }

    /** Whether nothing is to be taken any more. */
    boolean tookLast() {
        return tookLast;
    }

    /** The time is over, and the store has not answered everything. */
    static void breakOff(StreamFigures figures) {
        long open = figures.waiting() + figures.unanswered();
        if (open > 0) {
            log.warn(
                    "Stopped with {} hits that Redis has not acknowledged: {} were never sent and are lost, {} were sent"
                            + " and may be there",
                    open,
                    figures.waiting(),
                    figures.unanswered());
        } else {
            log.warn(
                    "Stopped without an answer to the last report. Redis has every hit that was taken, but does not know"
                            + " that this instance has left: its last windows may be partial");
        }
    }
}
