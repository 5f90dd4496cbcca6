package io.tallygate.admin.rules;

import io.tallygate.admin.call.Answers;
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
import io.tallygate.rule.Rule;
import io.tallygate.rules.RulesInForce;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls about rules. */
public final class RuleCalls {

    private final RulesInForce rules;
    private final ListCall list;
    private final MatchCall match;
    private final HitHistory hits;
    private final LiveHistory live;
    private final Calendar calendar;
    private final Clock clock;

    public RuleCalls(
            RulesInForce rules,
            DryRun dryRun,
            HitHistory hits,
            LiveHistory live,
            SparklineHistory sparklines,
            Calendar calendar,
            Clock clock) {
        this.rules = rules;
        this.list = new ListCall(rules, live, sparklines);
        this.match = new MatchCall(dryRun);
        this.hits = hits;
        this.live = live;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Adds the calls to those that there are. */
    public void addTo(CallTable calls) {
        calls.read("/rules", list::list)
                .add(Kind.READ, HttpMethod.POST, "/rules:match", CallTable.TIMEOUT, match::match)
                .read("/rules/{id}", this::one)
                .read("/rules/{id}/hits", this::hits);
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        Query.of(request);
        String id = Query.pathPart(request, "id");
        return rules.find(id)
                .map(rule -> view(rule).flatMap(Answers::ok))
                .orElseGet(() -> Answers.problem(HttpStatus.NOT_FOUND, "no rule has the id " + Quote.of(id)));
    }

    private Mono<RuleView> view(Rule rule) {
        return Mono.zip(live.today(), live.lastHits(List.of(RuleView.countedId(rule))))
                .map(told -> RuleView.of(rule, told.getT1(), told.getT2()));
    }

    private Mono<ServerResponse> hits(ServerRequest request) {
        Query query = Query.of(request, "from", "to", "step", "by");
        String id = Query.pathPart(request, "id");
        Range range = query.range(calendar, clock);
        Detail detail = Detail.of(query);
        return hits.ofRule(id, range)
                .flatMap(series -> rules.find(id).isEmpty() && !series.known()
                        ? Answers.problem(
                                HttpStatus.NOT_FOUND,
                                "no rule has the id " + Quote.of(id) + ", and no history of one is kept")
                        : Answers.ok(SeriesView.ofRule(id, series, detail)));
    }
}
