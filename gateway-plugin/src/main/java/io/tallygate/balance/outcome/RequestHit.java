package io.tallygate.balance.outcome;

import io.tallygate.count.Counter;
import io.tallygate.count.CounterFamily;
import io.tallygate.count.HitTally;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Ending;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * The hit of one request: counted once, under the last node attempted, when its outcome is known. Its first owner, a
 * rule or a route, keeps it, whatever is dispatched inside the request later. What a filter outside of counting tries
 * after that is counted by attempt only: the hit stays what it was counted as first.
 */
public final class RequestHit {

    private static final String ATTRIBUTE = RequestHit.class.getName();

    private final HitTally tally;

    // Most requests have one winner and no shadows: nothing is made for more before it comes.
    private Map<String, CounterFamily> winners = Map.of();
    private Set<CounterFamily> shadows = Set.of();
    private volatile @Nullable CounterFamily owner;
    private volatile boolean counted;

    // Under this hit's lock: the hit may be counted on one thread while another attempt begins on a timer's.
    private String node = CounterKey.ABSENT;
    private @Nullable Attempt attempt;
    private volatile boolean disconnected;
    private volatile boolean withoutBody;

    private RequestHit(HitTally tally) {
        this.tally = tally;
        tally.due();
    }

    /** The hit of a request; null for one that is not counted. */
    public static @Nullable RequestHit of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /** A new hit for a request. */
    static RequestHit begin(ServerWebExchange exchange, HitTally tally) {
        RequestHit hit = new RequestHit(tally);
        exchange.getAttributes().put(ATTRIBUTE, hit);
        return hit;
    }

    /** If this route takes the request, the hit is that of a rule, with these counters. */
    public void wonBy(String routeId, CounterFamily rule) {
        if (winners.isEmpty()) {
            winners = Map.of(routeId, rule);
        } else {
            winners = new HashMap<>(winners);
            winners.put(routeId, rule);
        }
    }

    /** A shadow rule would have taken the request; it is counted with the hit, unless that was counted before. */
    public synchronized void shadowedBy(CounterFamily rule) {
        if (counted) {
            return;
        }
        if (shadows.isEmpty()) {
            shadows = new LinkedHashSet<>(4);
        }
        if (shadows.add(rule)) {
            tally.due();
        }
    }

    boolean isCounted() {
        return counted;
    }

    /** Whether a rule or route has taken the request. */
    public boolean isOwned() {
        return owner != null;
    }

    /** The service of the rule that has taken the request; null where none has. */
    public @Nullable String serviceOfRule() {
        CounterFamily family = owner;
        return family != null && family.isRule() ? family.service() : null;
    }

    /** The client went away while the body was written. */
    void disconnect() {
        disconnected = true;
    }

    boolean isDisconnected() {
        return disconnected;
    }

    /** The answer has no body, and is about to be written. */
    void hasNoBody() {
        withoutBody = true;
    }

    boolean isWithoutBody() {
        return withoutBody;
    }

    void own(CounterFamily family) {
        owner = family;
    }

    @Nullable CounterFamily winner(String routeId) {
        return winners.get(routeId);
    }

    /** A new attempt at a node; the one before it is over. */
    synchronized Attempt attempt(String at, Counter counter) {
        if (attempt != null) {
            attempt.settleBeforeNext();
        }
        Attempt next = new Attempt(counter, tally);
        node = at;
        attempt = next;
        if (counted) {
            next.standAlone();
        }
        return next;
    }

    /** Counts the hit and its last attempt, unless that was done. Without an owner it is counted under {@code none}. */
    void count(Ending ending, Counter none) {
        String last;
        synchronized (this) {
            if (counted) {
                return;
            }
            counted = true;
            last = node;
            if (attempt != null) {
                attempt.settleWith(ending);
            }
        }
        CounterFamily family = owner;
        tally.record(family == null ? none : family.at(last), ending);
        for (CounterFamily shadow : shadows) {
            tally.record(shadow.at(CounterKey.ABSENT), ending);
        }
    }
}
