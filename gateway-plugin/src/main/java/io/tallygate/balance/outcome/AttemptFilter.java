package io.tallygate.balance.outcome;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_LOADBALANCER_RESPONSE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Ending;
import io.tallygate.hit.Outcome;
import java.net.URI;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Notes each attempt at a node: it stands inside everything that retries, right after the load balancer. */
public final class AttemptFilter implements GlobalFilter, Ordered {

    private static final int AFTER_LOAD_BALANCER =
            ReactiveLoadBalancerClientFilter.LOAD_BALANCER_CLIENT_FILTER_ORDER + 10;

    private final OutcomeRecorder recorder;

    public AttemptFilter(OutcomeRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public int getOrder() {
        return AFTER_LOAD_BALANCER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        RequestHit hit = RequestHit.of(exchange);
        URI url = exchange.getAttribute(GATEWAY_REQUEST_URL_ATTR);
        if (hit == null || url == null || url.getAuthority() == null || "forward".equals(url.getScheme())) {
            return chain.filter(exchange);
        }
        Attempt attempt = begin(exchange, hit, url);
        return Watch.over(chain.filter(exchange), new Watch<>() {
            @Override
            public void completed() {
                answered(exchange, hit, attempt);
            }

            @Override
            public void failed(Throwable e) {
                attempt.failed(recorder.brokenOff(exchange, e));
            }

            @Override
            public void cancelled() {
                attempt.abandoned();
            }
        });
    }

    private Attempt begin(ServerWebExchange exchange, RequestHit hit, URI url) {
        Response<ServiceInstance> chosen = exchange.getAttribute(GATEWAY_LOADBALANCER_RESPONSE_ATTR);
        ServiceInstance instance = chosen == null ? null : chosen.getServer();
        if (instance == null || !isAt(instance, url)) {
            String node = url.getAuthority();
            return hit.attempt(node, recorder.node(CounterKey.ABSENT, node));
        }
        String node = instance.getInstanceId() == null ? url.getAuthority() : instance.getInstanceId();
        return hit.attempt(node, recorder.node(instance.getServiceId(), node));
    }

    /** A request that was dispatched again may carry the load balancer's answer to an earlier route. */
    private static boolean isAt(ServiceInstance instance, URI url) {
        return instance.getHost().equals(url.getHost()) && (url.getPort() < 0 || instance.getPort() == url.getPort());
    }

    private void answered(ServerWebExchange exchange, RequestHit hit, Attempt attempt) {
        Ending ending = recorder.byStatus(exchange);
        attempt.answered(ending);
        if (ending.outcome() == Outcome.SUCCESS && isEventStream(exchange)) {
            // An event stream may last for days: its outcome is that of its headers.
            recorder.count(exchange, hit, ending);
        }
    }

    private static boolean isEventStream(ServerWebExchange exchange) {
        String type = exchange.getResponse().getHeaders().getFirst("Content-Type");
        return type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    }
}
