package io.tallygate.history.state;

import io.tallygate.flush.Flaw;
import io.tallygate.flush.StreamFigures;
import io.tallygate.window.Period;
import java.time.Duration;
import java.util.Map;

/**
 * What a stream last reported of itself. Times are in milliseconds since the epoch, by the store's clock.
 *
 * @param id the stream's id
 * @param name the instance's name, a label only
 * @param since when it began to count
 * @param before every hit before this instant was acknowledged
 * @param left whether it has stopped and will send no more
 * @param lastReport when it reported
 * @param figures where its hits were then
 * @param flaws what its hits lack, by period
 */
public record StreamRecord(
        String id,
        String name,
        long since,
        long before,
        boolean left,
        long lastReport,
        StreamFigures figures,
        Map<Period, Flaw> flaws) {

    /** For so many windows after its last report a silent stream is missing; after that it is presumed dead. */
    static final int WAITED_FOR = 3;

    public StreamRecord {
        flaws = Map.copyOf(flaws);
    }

    /** What may be said of the stream now. */
    public enum State {
        /** It has reported lately. */
        COUNTING("counting"),
        /** It has not reported for longer than it should, and is still waited for. */
        SILENT("silent"),
        /** It has stopped, and everything arrived. */
        LEFT("left"),
        /** It has been silent for too long to be waited for. */
        PRESUMED_DEAD("presumed-dead");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The state as it is written in answers. */
        public String word() {
            return word;
        }
    }

    /**
     * What may be said of it at an instant.
     *
     * @param window the length of a window
     * @param slack how long a report may be late
     */
    State state(long nowMillis, Duration window, Duration slack) {
        if (left) {
            return State.LEFT;
        }
        if (nowMillis >= countedUntil(window)) {
            return State.PRESUMED_DEAD;
        }
        return nowMillis - lastReport > slack.toMillis() ? State.SILENT : State.COUNTING;
    }

    /** Until when it may have counted. */
    private long countedUntil(Duration window) {
        return left ? lastReport : lastReport + WAITED_FOR * window.toMillis();
    }

    /** Whether it may have counted in a period. */
    boolean countedIn(Period period, Duration window) {
        return since < period.to() * 1000 && !hadGoneBefore(period, window);
    }

    /** Whether it cannot have counted in a period any more. */
    boolean hadGoneBefore(Period period, Duration window) {
        return countedUntil(window) <= period.from() * 1000;
    }

    /** Whether all that it counted in a period has arrived. */
    boolean hasToldOf(Period period) {
        return left || before >= period.to() * 1000;
    }
}
