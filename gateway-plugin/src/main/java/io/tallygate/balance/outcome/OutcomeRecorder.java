package io.tallygate.balance.outcome;

import io.tallygate.count.Counter;
import io.tallygate.count.CounterFamily;
import io.tallygate.count.LocalCounters;
import io.tallygate.hit.Cause;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Ending;
import io.tallygate.hit.Outcome;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.channel.AbortedException;

/** Watches how requests end, and counts each once. */
public final class OutcomeRecorder {

    private static final String MISSING_NODE = OutcomeRecorder.class.getName() + ".missingNode";

    private final LocalCounters counters;
    private final FailureStatuses failures;

    public OutcomeRecorder(LocalCounters counters, FailureStatuses failures) {
        this.counters = counters;
        this.failures = failures;
    }

    /** A new hit for a request. */
    public RequestHit begin(ServerWebExchange exchange) {
        return RequestHit.begin(exchange, counters.tally());
    }

    /** The response, counted when its body ends. */
    public ServerHttpResponse watchedResponse(ServerWebExchange exchange, RequestHit hit) {
        return new WatchedResponse(exchange, hit, this);
    }

    void answered(ServerWebExchange exchange, RequestHit hit) {
        count(exchange, hit, byCompletion(exchange, hit));
    }

    /**
     * The same work, and the hit counted when it ends: for the route that has won by then, or under {@code none}. What
     * was counted further inside is not counted again.
     */
    public Mono<Void> watch(ServerWebExchange exchange, RequestHit hit, Mono<Void> work) {
        return Watch.over(work, new Watch<>() {
            @Override
            public void completed() {
                answered(exchange, hit);
            }

            @Override
            public void failed(Throwable e) {
                count(exchange, hit, byError(exchange, e));
            }

            @Override
            public void cancelled() {
                // An answer that ends its connection is cancelled by it, now and then, after it was sent.
                count(exchange, hit, hit.isWithoutBody() ? byCompletion(exchange, hit) : Ending.CANCELLED);
            }
        });
    }

    /** Says of a request that the node it was pinned to is not there. */
    public static void nodeIsMissing(Map<String, Object> attributes, MissingNode node) {
        attributes.put(MISSING_NODE, node);
    }

    /** The node that a request was pinned to and that is not there; null where that is not so. */
    public static @Nullable MissingNode missingNode(ServerWebExchange exchange) {
        return exchange.getAttribute(MISSING_NODE);
    }

    /**
     * Why a request failed that ended with this error. Null where it did not: where the client went away, or something in
     * the gateway refused the request with a 4xx.
     */
    public @Nullable Cause failure(ServerWebExchange exchange, Throwable e) {
        return clientWentAway(exchange, e) || Causes.isRefusal(e) ? null : causeOf(exchange, e);
    }

    /** Counts a hit as a failure, whatever the client is answered. */
    public void fail(ServerWebExchange exchange, RequestHit hit, Cause cause) {
        count(exchange, hit, Ending.failure(cause));
    }

    /** Gives the hit to the rule or route that has won, if one has. */
    void own(ServerWebExchange exchange, RequestHit hit) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        if (route == null || hit.isOwned()) {
            return;
        }
        CounterFamily winner = hit.winner(route.getId());
        hit.own(winner != null ? winner : counters.route(route.getId(), serviceOf(route)));
    }

    private static String serviceOf(Route route) {
        URI uri = route.getUri();
        return "lb".equals(uri.getScheme()) && uri.getHost() != null ? uri.getHost() : CounterKey.ABSENT;
    }

    void count(ServerWebExchange exchange, RequestHit hit, Ending ending) {
        if (hit.isCounted()) {
            return;
        }
        own(exchange, hit);
        hit.count(ending, counters.none());
    }

    Counter node(String service, String node) {
        return counters.node(service, node);
    }

    private Ending byCompletion(ServerWebExchange exchange, RequestHit hit) {
        return hit.isDisconnected() ? Ending.CANCELLED : byStatus(exchange);
    }

    Ending byStatus(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return failures.ending(status == null ? 200 : status.value());
    }

    private Ending byError(ServerWebExchange exchange, Throwable e) {
        Ending ending = brokenOff(exchange, e);
        boolean answered = !exchange.getResponse().isCommitted() && !failures.contains(Causes.statusOf(e));
        return answered && ending.outcome() == Outcome.FAILURE ? Ending.SUCCESS : ending;
    }

    /** How a request or attempt ended that this error has broken off, whatever is answered. */
    Ending brokenOff(ServerWebExchange exchange, Throwable e) {
        return clientWentAway(exchange, e) ? Ending.CANCELLED : Ending.failure(causeOf(exchange, e));
    }

    /** Reactor Netty says the same of a client's connection that is gone and of a node's. */
    private static boolean clientWentAway(ServerWebExchange exchange, Throwable e) {
        return e instanceof AbortedException
                && !(ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest()) instanceof Connection client
                        && client.channel().isActive());
    }

    private static Cause causeOf(ServerWebExchange exchange, Throwable e) {
        Cause cause = Causes.of(e);
        return cause == Cause.NO_INSTANCE && missingNode(exchange) != null ? Cause.NODE_OFFLINE : cause;
    }
}
