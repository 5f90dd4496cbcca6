package io.tallygate.admin.rules;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.CallTable.Kind;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Quote;
import io.tallygate.admin.hits.Views.Detail;
import io.tallygate.admin.hits.Views.SeriesView;
import io.tallygate.balance.DryRun;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.Range;
import io.tallygate.history.SparklineHistory;
import io.tallygate.window.Calendar;
import java.time.Clock;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls about rules. */
public final class RuleCalls implements CallGroup {

    private final RuleViews views;
    private final ListCall list;
    private final MatchCall match;
    private final HitHistory hits;
    private final Calendar calendar;
    private final Clock clock;

    public RuleCalls(
            RuleViews views,
            DryRun dryRun,
            HitHistory hits,
            LiveHistory live,
            SparklineHistory sparklines,
            Calendar calendar,
            Clock clock) {
        this.views = views;
        this.list = new ListCall(views, live, sparklines);
        this.match = new MatchCall(dryRun);
        this.hits = hits;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public void addTo(CallTable calls) {
        calls.read("/rules", list::list)
                .add(Kind.READ, HttpMethod.POST, "/rules:match", CallTable.TIMEOUT, match::match)
                .read("/rules/{id}", this::one)
                .read("/rules/{id}/hits", this::hits);
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        Query.of(request);
        String id = Query.pathPart(request, "id");
        return views.find(id)
                .map(rule -> views.view(rule)
                        .flatMap(view -> Answers.json(ServerResponse.ok().eTag(view.tag()), view)))
                .orElseGet(() -> Answers.problem(HttpStatus.NOT_FOUND, "no rule has the id " + Quote.of(id)));
    }

    private Mono<ServerResponse> hits(ServerRequest request) {
        Query query = Query.of(request, "from", "to", "step", "by");
        String id = Query.pathPart(request, "id");
        Range range = query.range(calendar, clock);
        Detail detail = Detail.of(query);
        return hits.ofRule(id, range)
                .flatMap(series -> views.find(id).isEmpty() && !series.known()
                        ? Answers.problem(
                                HttpStatus.NOT_FOUND,
                                "no rule has the id " + Quote.of(id) + ", and no history of one is kept")
                        : Answers.ok(SeriesView.ofRule(id, series, detail)));
    }
}
