package io.tallygate.admin.rules;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.CallTable.Kind;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Query.Page;
import io.tallygate.admin.hits.Views.Detail;
import io.tallygate.admin.hits.Views.SeriesView;
import io.tallygate.balance.DryRun;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.Range;
import io.tallygate.history.Today;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The calls about rules. */
public final class RuleCalls {

    private static final List<String> SORTS = List.of("order", "id", "hits", "failures");

    private final RuleViews views;
    private final MatchCall match;
    private final HitHistory hits;
    private final LiveHistory live;
    private final Calendar calendar;
    private final Clock clock;

    public RuleCalls(
            RuleViews views, DryRun dryRun, HitHistory hits, LiveHistory live, Calendar calendar, Clock clock) {
        this.views = views;
        this.match = new MatchCall(dryRun);
        this.hits = hits;
        this.live = live;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Adds the calls to those that there are. */
    public void addTo(CallTable calls) {
        calls.read("/rules", this::list)
                .add(Kind.READ, HttpMethod.POST, "/rules:match", CallTable.TIMEOUT, match::match)
                .read("/rules/{id}", this::one)
                .read("/rules/{id}/hits", this::hits);
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Query query = Query.of(request, "strategy", "service", "q", "state", "origin", "page", "size", "sort");
        List<ListedRule> found = RuleFilter.of(query).applyTo(views.all());
        String sort = query.word("sort", SORTS).orElse("order");
        return live.today().flatMap(today -> {
            Page<ListedRule> page = query.page(sorted(found, sort, today));
            return Flux.fromIterable(page.items())
                    .concatMap(rule -> views.view(rule, today))
                    .collectList()
                    .flatMap(views -> Answers.ok(page.with(views)));
        });
    }

    private static List<ListedRule> sorted(List<ListedRule> found, String sort, Today today) {
        Comparator<ListedRule> comparator = switch (sort) {
            case "id" -> Comparator.comparing(ListedRule::id);
            case "hits" ->
                Comparator.comparingLong(rule -> -RuleViews.counts(rule, today).hits());
            case "failures" ->
                Comparator.comparingLong(rule -> -RuleViews.counts(rule, today).failure());
            default -> Comparator.comparing(rule -> 0);
        };
        return found.stream().sorted(comparator).toList();
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        Query.of(request);
        String id = request.pathVariable("id");
        return views.find(id)
                .map(rule -> live.today()
                        .flatMap(today -> views.view(rule, today))
                        .flatMap(view -> Answers.json(ServerResponse.ok().eTag(view.tag()), view)))
                .orElseGet(() -> Answers.problem(HttpStatus.NOT_FOUND, "no rule has the id \"" + id + "\""));
    }

    private Mono<ServerResponse> hits(ServerRequest request) {
        Query query = Query.of(request, "from", "to", "step", "by");
        String id = request.pathVariable("id");
        Range range = query.range(calendar, clock);
        Detail detail = Detail.of(query);
        return hits.ofRule(id, range)
                .flatMap(series -> views.find(id).isEmpty() && !series.known()
                        ? Answers.problem(
                                HttpStatus.NOT_FOUND,
                                "no rule has the id \"" + id + "\", and no history of one is kept")
                        : Answers.ok(SeriesView.ofRule(id, series, detail)));
    }
}
