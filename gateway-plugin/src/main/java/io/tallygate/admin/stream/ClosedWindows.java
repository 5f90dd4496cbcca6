package io.tallygate.admin.stream;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.history.Trend.TrendPoint;
import io.tallygate.history.TrendHistory;
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
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the numbers of windows that are not open any more. */
final class ClosedWindows {

    /** Nobody is told of windows before these. */
    private static final long SECONDS_BACK = 3600;

    private static final List<HitKind> KINDS =
            Stream.of(HitKind.values()).filter(HitKind::isRequest).toList();

    private final TrendHistory trends;
    private final StateHistory states;
    private final Calendar calendar;

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
            return Flux.empty();
        }
        List<Period> windows = Stream.iterate(first, period -> period.to() <= to, calendar::after)
                .toList();
        return firstOpen(first.from(), to)
                .flatMapMany(open -> read(
                        windows.stream().filter(window -> window.to() <= open).toList()));
    }

    /** The first window's start that is open; the end if none is. Cheap to ask, as long as none has been closed. */
    private Mono<Long> firstOpen(long from, long to) {
        return states.in(Granularity.WINDOW, from, to)
                .map(whole -> whole.runs().stream()
                        .filter(run -> run.kind() == Kind.OPEN)
                        .findFirst()
                        .map(run -> run.from())
                        .orElse(to));
    }

    private Flux<FeedEvent.Window> read(List<Period> windows) {
        if (windows.isEmpty()) {
            return Flux.empty();
        }
        return trends.of(Granularity.WINDOW, windows)
                .flatMapIterable(trend -> trend.points().stream()
                        .map(point -> new FeedEvent.Window(point.period().to(), Answers.json(WindowView.of(point))))
                        .toList());
    }
}
