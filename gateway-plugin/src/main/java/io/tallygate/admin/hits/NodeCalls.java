package io.tallygate.admin.hits;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.admin.hits.Views.Detail;
import io.tallygate.admin.hits.Views.NodeToday;
import io.tallygate.admin.hits.Views.RouteToday;
import io.tallygate.admin.hits.Views.SeriesView;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.Range;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls about nodes, and about the user's own routes. */
final class NodeCalls {

    private final HitHistory hits;
    private final LiveHistory live;
    private final Calendar calendar;
    private final Clock clock;

    NodeCalls(HitHistory hits, LiveHistory live, Calendar calendar, Clock clock) {
        this.hits = hits;
        this.live = live;
        this.calendar = calendar;
        this.clock = clock;
    }

    Mono<ServerResponse> nodes(ServerRequest request) {
        Query query = Query.of(request, "page", "size");
        return Mono.zip(
                        live.counters(HitKind.NODE),
                        live.today(),
                        (known, today) -> query.page(known.stream()
                                .map(counter -> new NodeToday(
                                        counter.key().service(),
                                        counter.key().node(),
                                        CountsView.of(today.today(counter.key()::equals)),
                                        Instant.ofEpochSecond(counter.lastHit())))
                                .toList()))
                .flatMap(Answers::ok);
    }

    Mono<ServerResponse> nodeHits(ServerRequest request) {
        Query query = Query.of(request, "service", "node", "from", "to", "step");
        String service = query.required("service");
        String node = query.required("node");
        Range range = query.range(calendar, clock);
        return hits.ofNode(service, node, range)
                .flatMap(series -> !series.known()
                        ? Answers.problem(
                                HttpStatus.NOT_FOUND,
                                "no history is kept of node \"" + node + "\" of service \"" + service + "\"")
                        : Answers.ok(SeriesView.ofNode(service, node, series)));
    }

    Mono<ServerResponse> routes(ServerRequest request) {
        Query query = Query.of(request, "page", "size");
        return Mono.zip(live.counters(HitKind.ROUTE), live.today(), (known, today) -> {
                    TreeMap<String, Long> lastHits = new TreeMap<>();
                    for (KnownCounter counter : known) {
                        lastHits.merge(counter.key().id(), counter.lastHit(), Math::max);
                    }
                    List<RouteToday> routes = lastHits.entrySet().stream()
                            .map(route -> new RouteToday(
                                    route.getKey(),
                                    CountsView.of(today.ofRule(HitKind.ROUTE, route.getKey())),
                                    Instant.ofEpochSecond(route.getValue())))
                            .toList();
                    return query.page(routes);
                })
                .flatMap(Answers::ok);
    }

    Mono<ServerResponse> routeHits(ServerRequest request) {
        Query query = Query.of(request, "id", "from", "to", "step", "by");
        String id = query.required("id");
        Range range = query.range(calendar, clock);
        return hits.ofRoute(id, range)
                .flatMap(series -> !series.known()
                        ? Answers.problem(HttpStatus.NOT_FOUND, "no history is kept of route \"" + id + "\"")
                        : Answers.ok(SeriesView.ofRoute(id, series, Detail.of(query))));
    }
}
