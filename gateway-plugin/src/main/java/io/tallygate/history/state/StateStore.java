package io.tallygate.history.state;

import io.tallygate.window.Granularity;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where it is kept what streams reported, and the states of hours and days that follow from it. */
public interface StateStore {

    /**
     * The streams that last reported at this instant or later.
     *
     * @param sinceMillis in milliseconds since the epoch, by the store's clock
     */
    Flux<StreamRecord> streams(long sinceMillis);

    /** How long a stream's record is kept after its last report, at least. */
    Duration memory();

    /** How long the hits of a granularity are kept. */
    Duration retention(Granularity granularity);

    /** The kept states of hours or of days, by the period's start in seconds since the epoch. */
    Mono<Map<Long, PeriodState>> kept(Granularity granularity);

    /**
     * Keeps the states of hours or of days, in place of those that were kept of the same periods.
     *
     * @param states by the period's start in seconds since the epoch
     * @return how many states are kept now
     */
    Mono<Long> keep(Granularity granularity, Map<Long, PeriodState> states);
}
