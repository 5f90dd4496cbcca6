package io.tallygate.admin.hits;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.history.Span;
import io.tallygate.history.Trend;
import io.tallygate.history.Trend.TrendPoint;
import io.tallygate.history.TrendHistory;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Period;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The call for the hits of all requests over the last hour, day or month. */
final class TrendCall {

    private static final List<String> SPANS =
            Stream.of(Span.values()).map(Span::word).toList();

    private final TrendHistory trends;
    private final Calendar calendar;
    private final Clock clock;

    TrendCall(TrendHistory trends, Calendar calendar, Clock clock) {
        this.trends = trends;
        this.calendar = calendar;
        this.clock = clock;
    }

    private record OutcomesView(long success, long failure, long cancelled) {
        static OutcomesView of(Counts counts) {
            return new OutcomesView(counts.success(), counts.failure(), counts.cancelled());
        }
    }

    private record PointView(
            Instant from,
            Instant to,
            long success,
            long failure,
            long cancelled,
            Map<String, Long> causes,
            String state,
            Map<String, OutcomesView> byStrategy) {

        static PointView of(TrendPoint point, List<HitKind> kinds) {
            Counts all = point.of(kinds);
            Map<String, OutcomesView> byStrategy = new LinkedHashMap<>();
            kinds.forEach(kind -> byStrategy.put(kind.word(), OutcomesView.of(point.of(kind))));
            return new PointView(
                    Instant.ofEpochSecond(point.period().from()),
                    Instant.ofEpochSecond(point.period().to()),
                    all.success(),
                    all.failure(),
                    all.cancelled(),
                    Views.byWord(all),
                    point.state().word(),
                    byStrategy);
        }
    }

    private record TrendView(
            String range,
            Instant from,
            Instant to,
            String step,
            List<PointView> points,
            List<RunView> windows,
            CountsView totals) {}

    Mono<ServerResponse> trend(ServerRequest request) {
        Query query = Query.of(request, "range", "strategy");
        Span span = query.word("range", SPANS).flatMap(Span::parse).orElse(Span.MINUTE);
        List<HitKind> kinds = kinds(query);
        List<Period> periods = span.periods(calendar, clock.instant().getEpochSecond());
        return trends.of(span.step(), periods)
                .map(trend -> view(span, periods, kinds, trend))
                .flatMap(Answers::ok);
    }

    private static List<HitKind> kinds(Query query) {
        List<HitKind> all =
                Stream.of(HitKind.values()).filter(HitKind::isRequest).toList();
        Optional<HitKind> one =
                query.word("strategy", all.stream().map(HitKind::word).toList()).flatMap(HitKind::parse);
        return one.map(List::of).orElse(all);
    }

    private TrendView view(Span span, List<Period> periods, List<HitKind> kinds, Trend trend) {
        return new TrendView(
                span.word(),
                Instant.ofEpochSecond(periods.get(0).from()),
                Instant.ofEpochSecond(periods.get(periods.size() - 1).to()),
                span.pointWord(calendar),
                trend.points().stream().map(point -> PointView.of(point, kinds)).toList(),
                RunView.of(trend.windows()),
                CountsView.of(trend.total(kinds)));
    }
}
