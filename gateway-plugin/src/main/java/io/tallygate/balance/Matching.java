package io.tallygate.balance;

import io.tallygate.balance.body.BodyReader;
import io.tallygate.balance.outcome.RequestHit;
import io.tallygate.match.Decision.Bound;
import io.tallygate.match.Decision.Decided;
import io.tallygate.match.RuleSet;
import io.tallygate.match.Selection;
import io.tallygate.rules.RuleState;
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

    private final RuleSet<RuleState> rules;
    private final RequestHit hit;
    private final BodyReader bodies;
    private final Map<String, Taken> winners = new HashMap<>(4);
    private @Nullable RequestFacts facts;

    /**
     * What takes the request.
     *
     * @param rule the rule, with its state
     * @param facts the request as the rule saw it, before any filter changed it
     */
    record Taken(Bound<RuleState> rule, RequestFacts facts) {}

    private Matching(RuleSet<RuleState> rules, RequestHit hit, BodyReader bodies) {
        this.rules = rules;
        this.hit = hit;
        this.bodies = bodies;
    }

    static void begin(ServerWebExchange exchange, RuleSet<RuleState> rules, RequestHit hit, BodyReader bodies) {
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
        RequestFacts asked = facts == null ? new RequestFacts(exchange.getRequest()) : facts;
        facts = asked;
        if (rules.decide(asked, selection) instanceof Decided<RuleState> decided) {
            return Mono.just(keep(routeId, decided, asked));
        }
        return bodies.read(exchange).map(body -> {
            asked.body(body);
            return rules.decide(asked, selection) instanceof Decided<RuleState> decided
                    && keep(routeId, decided, asked);
        });
    }

    private boolean keep(String routeId, Decided<RuleState> decided, RequestFacts facts) {
        decided.shadows().forEach(shadow -> hit.shadowedBy(shadow.bound().counters()));
        if (decided.winner() == null) {
            return false;
        }
        winners.put(routeId, new Taken(decided.winner(), facts));
        hit.wonBy(routeId, decided.winner().bound().counters());
        return true;
    }

    /** What takes the request if this route does; null where no rule has. */
    @Nullable Taken winner(String routeId) {
        return winners.get(routeId);
    }
}
