package io.tallygate.balance;

import io.tallygate.balance.outcome.RequestHit;
import io.tallygate.count.CounterFamily;
import io.tallygate.match.Decision;
import io.tallygate.match.Decision.Decided;
import io.tallygate.match.RuleSet;
import io.tallygate.match.Selection;
import io.tallygate.match.condition.Body;
import io.tallygate.rule.Rule;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The matching of one request: the rule set that it began with, and for each route that asked, the rule that would send
 * it there. Belongs to one exchange.
 */
final class Matching {

    private static final String ATTRIBUTE = Matching.class.getName();

    private final RuleSet<CounterFamily> rules;
    private final RequestHit hit;
    private final Map<String, Rule> winners = new HashMap<>(4);

    private Matching(RuleSet<CounterFamily> rules, RequestHit hit) {
        this.rules = rules;
        this.hit = hit;
    }

    static void begin(ServerWebExchange exchange, RuleSet<CounterFamily> rules, RequestHit hit) {
        exchange.getAttributes().put(ATTRIBUTE, new Matching(rules, hit));
    }

    static @Nullable Matching of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /**
     * Whether one of the selected rules takes the request if this route does. A request that was taken already, and is
     * dispatched again, keeps what took it: no rule takes it then.
     */
    Mono<Boolean> matches(ServerWebExchange exchange, String routeId, Selection selection) {
        if (hit.isOwned()) {
            return Mono.just(false);
        }
        Decision<CounterFamily> decision =
                rules.decide(new RequestFacts(exchange.getRequest(), Body.UNREAD), selection);
        if (decision instanceof Decided<CounterFamily> decided) {
            return Mono.just(keep(routeId, decided));
        }
        return ReplayableBody.read(exchange).map(body -> {
            Decision<CounterFamily> second = rules.decide(new RequestFacts(exchange.getRequest(), body), selection);
            return second instanceof Decided<CounterFamily> decided && keep(routeId, decided);
        });
    }

    private boolean keep(String routeId, Decided<CounterFamily> decided) {
        decided.shadows().forEach(shadow -> hit.shadowedBy(shadow.bound()));
        if (decided.winner() == null) {
            return false;
        }
        winners.put(routeId, decided.winner().rule());
        hit.wonBy(routeId, decided.winner().bound());
        return true;
    }

    /** The rule that takes the request if this route does. */
    @Nullable Rule winner(String routeId) {
        return winners.get(routeId);
    }
}
