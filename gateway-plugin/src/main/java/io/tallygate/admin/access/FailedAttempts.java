package io.tallygate.admin.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The wrong tokens of the last while, by address, of a bounded number of addresses. Whoever has sent too many has to
 * wait, with right ones too: otherwise guessing would just go on.
 */
final class FailedAttempts {

    private static final int MOST_ADDRESSES = 10_000;

    private final int max;
    private final long period;
    private final LongSupplier nanoTime;
    private final AttemptLog log;

    /** Those that were first heard of first come first. */
    private final Map<String, Tally> tallies = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tally> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Tally(long since, int failures) {}

    FailedAttempts(int max, Duration period, LongSupplier nanoTime) {
        this.max = max;
        this.period = period.toNanos();
        this.nanoTime = nanoTime;
        this.log = new AttemptLog(nanoTime);
    }

    /** How long this address has to wait; zero if it need not. */
    synchronized Duration rest(String address) {
        Tally tally = tallies.get(address);
        if (tally == null || tally.failures < max) {
            return Duration.ZERO;
        }
        long rest = tally.since + period - nanoTime.getAsLong();
        return rest > 0 ? Duration.ofNanos(rest) : Duration.ZERO;
    }

    /** This address has sent a wrong token. */
    synchronized void add(String address) {
        long now = nanoTime.getAsLong();
        Tally tally = tallies.get(address);
        if (tally == null || now - tally.since >= period) {
            tallies.remove(address);
            tally = new Tally(now, 0);
        }
        Tally counted = new Tally(tally.since, tally.failures + 1);
        tallies.put(address, counted);
        if (counted.failures == max) {
            log.blocked(address, max, Duration.ofNanos(tally.since + period - now));
        } else if (counted.failures == 1) {
            log.failed(address);
        }
    }
}
