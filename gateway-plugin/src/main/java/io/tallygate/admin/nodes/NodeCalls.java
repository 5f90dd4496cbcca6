package io.tallygate.admin.nodes;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Quote;
import io.tallygate.admin.call.Sorts;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.admin.hits.Views.SeriesView;
import io.tallygate.history.HistoryStore.KnownCounter;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.Range;
import io.tallygate.history.Today;
import io.tallygate.hit.HitKind;
import io.tallygate.rules.NodeName;
import io.tallygate.rules.OfflineNodes;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls about nodes. */
public final class NodeCalls implements CallGroup {

    private static final Comparator<NodeName> BY_NAME =
            Comparator.comparing(NodeName::service).thenComparing(NodeName::node);
    private static final Sorts<NodeView> SORTS = new Sorts<>(Map.of(
            "name", Comparator.comparing(NodeView::name, BY_NAME),
            "hits", Comparator.comparingLong(node -> -node.today().hits()),
            "failures", Comparator.comparingLong(node -> -node.today().failure()),
            "lastHit", Comparator.comparing(NodeView::lastHit, Comparator.nullsLast(Comparator.reverseOrder()))));

    private final HitHistory hits;
    private final LiveHistory live;
    private final Discovery discovery;
    private final OfflineNodes offline;
    private final Calendar calendar;
    private final Clock clock;

    public NodeCalls(
            HitHistory hits,
            LiveHistory live,
            Discovery discovery,
            OfflineNodes offline,
            Calendar calendar,
            Clock clock) {
        this.hits = hits;
        this.live = live;
        this.discovery = discovery;
        this.offline = offline;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public void addTo(CallTable calls) {
        calls.read("/nodes", this::nodes).read("/nodes/hits", this::nodeHits);
    }

    private Mono<ServerResponse> nodes(ServerRequest request) {
        Query query = Query.of(request, "q", "service", "sort", "page", "size");
        Comparator<NodeView> order = SORTS.of(query, "name");
        Predicate<NodeName> chosen = chosen(query);
        return Mono.zip(live.counters(HitKind.NODE), live.today(), discovery.nodes())
                .map(told -> {
                    Map<NodeName, Long> lastHits = lastHits(told.getT1(), told.getT3());
                    return query.page(lastHits.entrySet().stream()
                            .filter(node -> chosen.test(node.getKey()))
                            .map(node -> view(node.getKey(), node.getValue(), told.getT2(), told.getT3()))
                            .sorted(order)
                            .toList());
                })
                .flatMap(Answers::ok);
    }

    private static Predicate<NodeName> chosen(Query query) {
        Optional<String> service = query.text("service");
        Predicate<String> holds = query.holding("q");
        return name -> service.map(name.service()::equals).orElse(true)
                && (holds.test(name.service()) || holds.test(name.node()));
    }

    /** Each node with the second of its last hit; 0 for one that was never hit. */
    private Map<NodeName, Long> lastHits(List<KnownCounter> hit, Optional<Set<NodeName>> discovered) {
        Map<NodeName, Long> lastHits = new TreeMap<>(BY_NAME);
        // Whoever took a node out wants to find it, whether or not it is still there.
        offline.all().forEach(node -> lastHits.put(node, 0L));
        discovered.ifPresent(nodes -> nodes.forEach(node -> lastHits.put(node, 0L)));
        for (KnownCounter counter : hit) {
            NodeName name = new NodeName(counter.key().service(), counter.key().node());
            lastHits.merge(name, counter.lastHit(), Math::max);
        }
        return lastHits;
    }

    private NodeView view(NodeName name, long lastHit, Today today, Optional<Set<NodeName>> discovered) {
        return new NodeView(
                name.service(),
                name.node(),
                offline.contains(name.service(), name.node()) ? "offline" : "online",
                isIn(discovered, name),
                CountsView.of(today.today().ofNode(name.service(), name.node())),
                lastHit == 0 ? null : Instant.ofEpochSecond(lastHit));
    }

    private static @Nullable Boolean isIn(Optional<Set<NodeName>> discovered, NodeName name) {
        return discovered.isEmpty() ? null : discovered.get().contains(name);
    }

    private Mono<ServerResponse> nodeHits(ServerRequest request) {
        Query query = Query.of(request, "service", "node", "from", "to", "step");
        String service = query.required("service");
        String node = query.required("node");
        Range range = query.range(calendar, clock);
        return hits.ofNode(service, node, range)
                .flatMap(series -> !series.known()
                        ? Answers.problem(
                                HttpStatus.NOT_FOUND,
                                "no history is kept of node " + Quote.of(node) + " of service " + Quote.of(service))
                        : Answers.ok(SeriesView.ofNode(service, node, series)));
    }
}
