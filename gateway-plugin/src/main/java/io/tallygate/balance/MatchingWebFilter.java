package io.tallygate.balance;

import io.tallygate.balance.body.BodyReader;
import io.tallygate.balance.body.BodySettings;
import io.tallygate.balance.body.SkippedBodies;
import io.tallygate.balance.outcome.OutcomeRecorder;
import io.tallygate.balance.outcome.RequestHit;
import io.tallygate.match.RuleSet;
import io.tallygate.rules.RuleState;
import io.tallygate.rules.RulesInForce;
import java.util.function.Predicate;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Begins the matching and the counting of a request, gives it a body that can be replayed, and counts it in the end where
 * nothing further inside has.
 */
public final class MatchingWebFilter implements WebFilter, Ordered {

    private final RulesInForce rules;
    private final OutcomeRecorder recorder;
    private final BodyReader bodies;
    private final Predicate<ServerWebExchange> isTraffic;

    /**
     * A filter for all traffic.
     *
     * @param isTraffic whether a request is the gateway's to route; others pass as if the filter were not there
     */
    public MatchingWebFilter(
            RulesInForce rules,
            OutcomeRecorder recorder,
            BodySettings settings,
            SkippedBodies skipped,
            Predicate<ServerWebExchange> isTraffic) {
        this.rules = rules;
        this.recorder = recorder;
        this.bodies = new BodyReader(settings, skipped);
        this.isTraffic = isTraffic;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!isTraffic.test(exchange)) {
            return chain.filter(exchange);
        }
        RequestHit hit = recorder.begin(exchange);
        RuleSet<RuleState> compiled = rules.compiled();
        Matching.begin(exchange, compiled, hit, bodies);
        ServerWebExchange watched = exchange.mutate()
                .response(recorder.watchedResponse(exchange, hit))
                .build();
        Mono<Void> work = compiled.readsBody() ? bodies.filter(watched, chain) : chain.filter(watched);
        return recorder.watch(exchange, hit, work);
    }
}
