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
    private final BodyReader bodies;
    private final Map<String, Rule> winners = new HashMap<>(4);
    private Body body = Body.UNREAD;

    private Matching(RuleSet<CounterFamily> rules, RequestHit hit, BodyReader bodies) {
        this.rules = rules;
        this.hit = hit;
        this.bodies = bodies;
    }

    static void begin(ServerWebExchange exchange, RuleSet<CounterFamily> rules, RequestHit hit, BodyReader bodies) {
        exchange.getAttributes().put(ATTRIBUTE, new Matching(rules, hit, bodies));
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
        Decision<CounterFamily> decision = rules.decide(new RequestFacts(exchange.getRequest(), body), selection);
        if (decision instanceof Decided<CounterFamily> decided) {
            return Mono.just(keep(routeId, decided));
        }
        return bodies.read(exchange).map(read -> {
            body = read;
            Decision<CounterFamily> second = rules.decide(new RequestFacts(exchange.getRequest(), read), selection);
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
