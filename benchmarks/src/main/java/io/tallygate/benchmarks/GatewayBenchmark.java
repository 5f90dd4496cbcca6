package io.tallygate.benchmarks;

import io.tallygate.benchmarks.load.LoadedGateway;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;

/**
 * A request's way through a whole gateway, but for the network: a filter behind the load balancer answers it. With one
 * route, with many routes of its own, and with the plugin and as many rules; all for the same requests.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GatewayBenchmark {

    private static final int REQUESTS = 256;
    private static final int RULES_ASKED = 10;

    @Param({"bare", "routes-10", "routes-1000", "routes-10000", "rules-10", "rules-1000", "rules-100000"})
    String gateway;

    private ConfigurableApplicationContext context;
    private HttpHandler handler;
    private List<MockServerHttpRequest.BaseBuilder<?>> requests;
    private int next;

    /** A gateway whose requests end behind the load balancer. */
    @Configuration(proxyBeanMethods = false)
    @Import(LoadedGateway.class)
    public static class Answering {

        private static final int BEHIND_LOAD_BALANCER =
                ReactiveLoadBalancerClientFilter.LOAD_BALANCER_CLIENT_FILTER_ORDER + 50;

        @Bean
        @Order(BEHIND_LOAD_BALANCER)
        GlobalFilter answer() {
            return (exchange, chain) -> Mono.empty();
        }
    }

    /** Starts the gateway. There is no Redis: hits are counted and wait. */
    @Setup
    public void start() {
        List<String> args = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--load.upstream=9",
                "--spring.data.redis.port=9",
                "--logging.level.root=error"));
        int count = gateway.equals("bare") ? 0 : Integer.parseInt(gateway.substring(gateway.indexOf('-') + 1));
        if (gateway.startsWith("rules")) {
            args.add("--load.rules=" + count);
        } else {
            args.add("--tallygate.enabled=false");
            args.add("--load.routes=" + count);
        }
        context = LoadedGateway.start(Answering.class, args.toArray(new String[0]));
        handler = WebHttpHandlerBuilder.applicationContext(context).build();
        requests = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < REQUESTS; i++) {
            SampleRequest sample = Kind.MIXED.hit(random.nextInt(count == 0 ? RULES_ASKED : count));
            MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get(
                    URI.create("http://" + sample.host() + sample.rawPath()).toString());
            sample.rawHeaders().forEach(request::header);
            requests.add(request);
        }
    }

    /** Stops the gateway. */
    @TearDown
    public void stop() {
        context.close();
    }

    /** One request. */
    @Benchmark
    public MockServerHttpResponse pass() {
        next = (next + 1) % REQUESTS;
        MockServerHttpResponse response = new MockServerHttpResponse();
        handler.handle(requests.get(next).build(), response).block();
        return response;
    }
}
