package io.tallygate.admin.hits;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Quote;
import io.tallygate.admin.call.Sorts;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.admin.hits.Views.Detail;
import io.tallygate.admin.hits.Views.SeriesView;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.Range;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls about the user's own routes. */
final class RouteCalls {

    private static final Sorts<RouteView> SORTS = new Sorts<>(Map.of(
            "name", Comparator.comparing(RouteView::id),
            "hits", Comparator.comparingLong(route -> -route.today().hits()),
            "failures", Comparator.comparingLong(route -> -route.today().failure()),
            "lastHit", Comparator.comparing(RouteView::lastHit, Comparator.reverseOrder())));

    private final HitHistory hits;
    private final LiveHistory live;
    private final Calendar calendar;
    private final Clock clock;

    RouteCalls(HitHistory hits, LiveHistory live, Calendar calendar, Clock clock) {
        this.hits = hits;
        this.live = live;
        this.calendar = calendar;
        this.clock = clock;
    }

    private record RouteView(String id, CountsView today, Instant lastHit) {}

    Mono<ServerResponse> routes(ServerRequest request) {
        Query query = Query.of(request, "q", "service", "sort", "page", "size");
        Comparator<RouteView> order = SORTS.of(query, "name");
        Predicate<String> holds = query.holding("q");
        Optional<String> service = query.text("service");
        return Mono.zip(live.counters(HitKind.ROUTE), live.today(), (known, today) -> {
                    Map<String, Long> lastHits = new TreeMap<>();
                    for (KnownCounter counter : known) {
                        if (service.map(counter.key().service()::equals).orElse(true)) {
                            lastHits.merge(counter.key().id(), counter.lastHit(), Math::max);
                        }
                    }
                    return query.page(lastHits.entrySet().stream()
                            .filter(route -> holds.test(route.getKey()))
                            .map(route -> new RouteView(
                                    route.getKey(),
                                    CountsView.of(today.today().of(HitKind.ROUTE, route.getKey())),
                                    Instant.ofEpochSecond(route.getValue())))
                            .sorted(order)
                            .toList());
                })
                .flatMap(Answers::ok);
    }

    Mono<ServerResponse> routeHits(ServerRequest request) {
        Query query = Query.of(request, "id", "from", "to", "step", "by");
        String id = query.required("id");
        Range range = query.range(calendar, clock);
        Detail detail = Detail.of(query);
        return hits.ofRoute(id, range)
                .flatMap(series -> !series.known()
                        ? Answers.problem(HttpStatus.NOT_FOUND, "no history is kept of route " + Quote.of(id))
                        : Answers.ok(SeriesView.ofRoute(id, series, detail)));
    }
}
