package io.tallygate.history.state;

import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The states of periods: from what streams reported, as long as that is kept, and before that from the states that were
 * kept of hours and days.
 */
public final class StateHistory {

    /** So long before its records may be gone a state is no longer taken from them. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final StateStore store;
    private final Calendar calendar;
    private final Clock clock;
    private final Duration slack;

    /**
     * States as a store keeps them.
     *
     * @param clock the store's clock
     * @param slack how long after its end a period stays open
     */
    public StateHistory(StateStore store, Calendar calendar, Clock clock, Duration slack) {
        this.store = store;
        this.calendar = calendar;
        this.clock = clock;
        this.slack = slack;
    }

    /** The states of all periods of a step that begin in [from, to), in seconds since the epoch. */
    public Mono<RangeStates> in(Granularity step, long from, long to) {
        long now = clock.millis();
        long forgotten = now / 1000 - store.retention(step).toSeconds();
        long recorded = recordedSince(now);
        Mono<Map<Long, PeriodState>> kept =
                step == Granularity.WINDOW || from >= recorded ? Mono.just(Map.of()) : store.kept(step);
        return Mono.zip(store.streams(reportedFor(from)).collectList(), kept, (streams, before) -> {
            PeriodStates states = new PeriodStates(streams, calendar, step, slack, now);
            return RangeStates.of(calendar, step, from, to, period -> {
                if (period.from() < forgotten) {
                    return PeriodState.ABSENT;
                }
                return period.from() >= recorded
                        ? states.of(period)
                        : before.getOrDefault(period.from(), PeriodState.ABSENT);
            });
        });
    }

    /** Since when every stream that counted is still on record, in seconds since the epoch. */
    private long recordedSince(long nowMillis) {
        return nowMillis / 1000
                - store.memory().minus(MARGIN).minus(waitedFor()).toSeconds();
    }

    private Duration waitedFor() {
        return calendar.window().multipliedBy(StreamRecord.WAITED_FOR);
    }

    /** Since when a stream must have reported to have counted at a second or later, in milliseconds since the epoch. */
    private long reportedFor(long second) {
        return second * 1000 - waitedFor().toMillis();
    }

    /** All streams that are on record. */
    public Mono<List<SeenStream>> streams() {
        return store.streams(0)
                .map(stream -> new SeenStream(stream, stream.state(clock.millis(), calendar.window(), slack)))
                .collectList();
    }

    /** A stream, and what may be said of it now. */
    public record SeenStream(StreamRecord record, StreamRecord.State state) {}

    /**
     * Keeps the states of the hours and days that have ended, for the time when the streams' records are gone. What has
     * not changed is not written again.
     */
    public Mono<Void> keep() {
        return keep(Granularity.HOUR).then(keep(Granularity.DAY));
    }

    private Mono<Void> keep(Granularity step) {
        long now = clock.millis();
        long first =
                Math.max(recordedSince(now), now / 1000 - store.retention(step).toSeconds());
        Period from = calendar.after(calendar.containing(step, first));
        Mono<RangeStates> current = in(step, from.from(), now / 1000);
        return Mono.zip(current, store.kept(step), RangeStates::changedFrom)
                .filter(changed -> !changed.isEmpty())
                .flatMap(changed -> store.keep(step, changed))
                .then();
    }
}
