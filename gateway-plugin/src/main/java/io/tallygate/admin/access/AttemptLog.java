package io.tallygate.admin.access;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who sends wrong tokens, never which; not more than a few lines a minute, however many they are. */
final class AttemptLog {

    private static final Logger log = LoggerFactory.getLogger(AttemptLog.class);

    private static final int LINES = 20;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private long since;
    private int lines = LINES;
    private long leftOut;

    AttemptLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong() - MINUTE;
    }

    void failed(String address) {
        if (mayWrite()) {
            log.warn("Wrong token for the admin API from {}", address);
        }
    }

    void blocked(String address, int failures, Duration rest) {
        if (mayWrite()) {
            log.warn(
                    "{} wrong tokens for the admin API from {}; its tokens are not looked at for {} s",
                    failures,
                    address,
                    rest.toSeconds());
        }
    }

    private boolean mayWrite() {
        long now = nanoTime.getAsLong();
        if (now - since >= MINUTE) {
            if (leftOut > 0) {
                log.warn("Wrong tokens for the admin API also came from others: {} lines were left out", leftOut);
            }
            since = now;
            lines = 0;
            leftOut = 0;
        }
        if (lines == LINES) {
            leftOut++;
            return false;
        }
        lines++;
        return true;
    }
}
