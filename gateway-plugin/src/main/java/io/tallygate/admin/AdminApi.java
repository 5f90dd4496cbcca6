package io.tallygate.admin;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.tallygate.balance.DryRun;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.audit.Auditor;
import io.tallygate.history.state.StateHistory;
import io.tallygate.rules.RulesInForce;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls of the admin API, and what is common to them: each ends in time, and every failure is a problem. */
public final class AdminApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final RuleCalls rules;
    private final MatchCall match;
    private final NodeCalls nodes;
    private final OverviewCall overview;
    private final StateCalls states;
    private final AuditCall audit;

    public AdminApi(
            RulesInForce rules,
            DryRun dryRun,
            HitHistory hits,
            LiveHistory live,
            StateHistory states,
            Auditor auditor,
            Calendar calendar,
            Clock clock) {
        this.rules = new RuleCalls(rules, hits, live, calendar, clock);
        this.match = new MatchCall(dryRun);
        this.nodes = new NodeCalls(hits, live, calendar, clock);
        this.overview = new OverviewCall(live);
        this.states = new StateCalls(states, calendar, clock);
        this.audit = new AuditCall(auditor, clock);
    }

    /**
     * The calls.
     *
     * @param basePath what their paths begin with, such as "/tallygate"
     */
    public RouterFunction<ServerResponse> routes(String basePath) {
        String api = basePath + "/api";
        return RouterFunctions.route()
                .GET(api + "/rules", call(rules::list))
                .POST(api + MatchCall.PATH, call(match::match))
                .GET(api + "/rules/{id}", call(rules::one))
                .GET(api + "/rules/{id}/hits", call(rules::hits))
                .GET(api + "/nodes", call(nodes::nodes))
                .GET(api + "/nodes/hits", call(nodes::nodeHits))
                .GET(api + "/routes", call(nodes::routes))
                .GET(api + "/routes/hits", call(nodes::routeHits))
                .GET(api + "/overview", call(overview::overview))
                .GET(api + "/instances", call(states::instances))
                .GET(api + "/windows", call(states::windows))
                .GET(api + "/audit", call(audit::audit, AuditCall.TIMEOUT.plus(TIMEOUT)))
                .route(path(api + "/**"), AdminApi::unknown)
                .build();
    }

    private static HandlerFunction<ServerResponse> call(HandlerFunction<ServerResponse> handler) {
        return call(handler, TIMEOUT);
    }

    private static HandlerFunction<ServerResponse> call(HandlerFunction<ServerResponse> handler, Duration timeout) {
        return request ->
                Mono.defer(() -> handler.handle(request)).timeout(timeout).onErrorResume(e -> Answers.of(e, request));
    }

    private static Mono<ServerResponse> unknown(ServerRequest request) {
        HttpMethod only = request.path().endsWith(MatchCall.PATH) ? HttpMethod.POST : HttpMethod.GET;
        if (!only.equals(request.method())) {
            return Answers.problem(
                    HttpStatus.METHOD_NOT_ALLOWED, "only " + only + " is there: \"" + request.method() + "\"");
        }
        return Answers.problem(HttpStatus.NOT_FOUND, "there is no such call: \"" + request.path() + "\"");
    }
}
