package io.tallygate.balance;

import io.tallygate.balance.body.BodyReader;
import io.tallygate.balance.outcome.RequestHit;
import io.tallygate.match.Decision.Bound;
import io.tallygate.match.Decision.Decided;
import io.tallygate.match.RuleSet;
import io.tallygate.match.Selection;
import io.tallygate.rule.StickyBy;
import io.tallygate.rules.RuleState;
import java.util.HashMap;
import java.util.List;
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
    private final Map<String, Bound<RuleState>> winners = new HashMap<>(4);
    private @Nullable RequestFacts facts;

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
            return Mono.just(keep(routeId, decided));
        }
        return bodies.read(exchange).map(body -> {
            asked.body(body);
            return rules.decide(asked, selection) instanceof Decided<RuleState> decided && keep(routeId, decided);
        });
    }

    private boolean keep(String routeId, Decided<RuleState> decided) {
        decided.shadows().forEach(shadow -> hit.shadowedBy(shadow.bound().counters()));
        if (decided.winner() == null) {
            return false;
        }
        winners.put(routeId, decided.winner());
        hit.wonBy(routeId, decided.winner().bound().counters());
        return true;
    }

    /** The rule that takes the request if this route does, with its state; null where none has. */
    @Nullable Bound<RuleState> winner(String routeId) {
        return winners.get(routeId);
    }

    /** The first value of this that the request has, as the rules saw it before any filter changed it. */
    @Nullable String value(StickyBy by) {
        List<String> values = facts == null ? List.of() : facts.values(by.source(), by.name());
        return values.isEmpty() ? null : values.get(0);
    }
}
