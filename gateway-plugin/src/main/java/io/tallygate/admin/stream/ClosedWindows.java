package io.tallygate.admin.stream;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.history.Trend.TrendPoint;
import io.tallygate.history.TrendHistory;
import io.tallygate.history.state.PeriodState;
import io.tallygate.history.state.PeriodState.Kind;
import io.tallygate.history.state.StateHistory;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** Reads the numbers of windows that are not open any more. */
final class ClosedWindows {

    /** Nobody is told of windows before these. */
    private static final long SECONDS_BACK = 3600;

    /** So many are told again at once; others come with the next look. */
    private static final int CHANGED_AT_ONCE = 100;

    private static final List<HitKind> KINDS =
            Stream.of(HitKind.values()).filter(HitKind::isRequest).toList();

    private final TrendHistory trends;
    private final StateHistory states;
    private final Calendar calendar;
    private final ToldWindows told = new ToldWindows();

    ClosedWindows(TrendHistory trends, StateHistory states, Calendar calendar) {
        this.trends = trends;
        this.states = states;
        this.calendar = calendar;
    }

    private record WindowView(
            Instant from, Instant to, String state, CountsView totals, Map<String, CountsView> byStrategy) {

        static WindowView of(TrendPoint point) {
            Map<String, CountsView> byStrategy = new LinkedHashMap<>();
            KINDS.forEach(kind -> byStrategy.put(kind.word(), CountsView.of(point.of(kind))));
            return new WindowView(
                    Instant.ofEpochSecond(point.period().from()),
                    Instant.ofEpochSecond(point.period().to()),
                    point.state().word(),
                    CountsView.of(point.of(KINDS)),
                    byStrategy);
        }
    }

    /** Those that begin in [from, to), up to the first that is still open, and not longer ago than an hour. */
    Flux<FeedEvent.Window> between(long from, long to) {
        Period first = calendar.containing(Granularity.WINDOW, Math.max(from, to - SECONDS_BACK));
        if (first.to() > to) {
            // Nothing is read as long as none has ended.
            return Flux.empty();
        }
        return states.in(Granularity.WINDOW, first.from(), to).flatMapMany(whole -> {
            Map<Long, PeriodState> now = whole.byStart();
            List<Period> closed = Stream.iterate(first, period -> period.to() <= to, calendar::after)
                    .takeWhile(window -> state(now, window.from()).kind() != Kind.OPEN)
                    .toList();
            return read(closed).doOnNext(window -> told.told(window.from(), state(now, window.from())));
        });
    }

    /** Those of the last hour that are not as they were told: a stream came back, and told what was missing. */
    Flux<FeedEvent.Window> changed(long second) {
        return Flux.defer(() -> {
            told.forgetBefore(second - SECONDS_BACK);
            List<Long> starts = told.starts();
            if (starts.isEmpty()) {
                return Flux.empty();
            }
            return states.in(Granularity.WINDOW, starts.get(0), second).flatMapMany(whole -> {
                Map<Long, PeriodState> now = whole.byStart();
                List<Long> changed =
                        told.changed(now).stream().limit(CHANGED_AT_ONCE).toList();
                return some(changed)
                        .doOnNext(window -> told.toldAgain(window.from(), state(now, window.from()), second));
            });
        });
    }

    /** Those that were told of again since a second, and begin before it. */
    Flux<FeedEvent.Window> changedSince(long second) {
        return Flux.defer(() -> some(
                told.againSince(second).stream().filter(start -> start < second).toList()));
    }

    private static PeriodState state(Map<Long, PeriodState> states, long start) {
        return Objects.requireNonNull(states.get(start));
    }

    /** The windows of some starts, earliest first. */
    private Flux<FeedEvent.Window> some(List<Long> starts) {
        if (starts.isEmpty()) {
            return Flux.empty();
        }
        Set<Long> wanted = Set.copyOf(starts);
        long last = starts.get(starts.size() - 1);
        Period first = calendar.containing(Granularity.WINDOW, starts.get(0));
        return read(Stream.iterate(first, window -> window.from() <= last, calendar::after)
                        .toList())
                .filter(window -> wanted.contains(window.from()));
    }

    /** The numbers of windows one after the other. */
    private Flux<FeedEvent.Window> read(List<Period> windows) {
        if (windows.isEmpty()) {
            return Flux.empty();
        }
        return trends.of(Granularity.WINDOW, windows)
                .flatMapIterable(trend -> trend.points().stream()
                        .map(point -> new FeedEvent.Window(
                                point.period().from(), point.period().to(), Answers.json(WindowView.of(point))))
                        .toList());
    }
}
