package io.tallygate.balance.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.rules.NodeName;
import io.tallygate.rules.OfflineNodes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.DefaultResponse;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class OnlineNodesTest {

    private final OfflineNodes offline = new OfflineNodes();
    private final ServiceInstance unnamed = new DefaultServiceInstance(null, "order", "host", 81, false);
    private final List<ServiceInstance> all = List.of(TestNodes.node("a"), TestNodes.node("b"), unnamed);
    private final OnlineNodes online = new OnlineNodes(supplier(), offline);

    private ServiceInstanceListSupplier supplier() {
        return new ServiceInstanceListSupplier() {
            @Override
            public String getServiceId() {
                return "order";
            }

            @Override
            public Flux<List<ServiceInstance>> get() {
                return Flux.just(all);
            }
        };
    }

    private List<ServiceInstance> now() {
        return Objects.requireNonNull(online.get(new DefaultRequest<>()).blockFirst());
    }

    @Test
    void givesAllWhereNoneIsOffline() {
        assertThat(now()).isSameAs(all);
        assertThat(online.get().blockFirst()).isSameAs(all);
    }

    @Test
    void leavesOutThoseThatAreOffline() {
        offline.swap(Set.of(new NodeName("order", "a"), new NodeName("other", "b"), new NodeName("order", "host:81")));
        assertThat(now()).extracting(Nodes::id).containsExactly("b");
        offline.swap(Set.of());
        assertThat(now()).hasSize(3);
    }

    @Test
    void letsNoBalancerWithAListOfItsOwnUseThem() {
        ReactorServiceInstanceLoadBalancer users = new ReactorServiceInstanceLoadBalancer() {
            @Override
            @SuppressWarnings("rawtypes") // as the interface has it
            public Mono<Response<ServiceInstance>> choose(Request request) {
                return Mono.just(new DefaultResponse(all.get(0)));
            }
        };
        ObjectProvider<ServiceInstanceListSupplier> none =
                new StaticListableBeanFactory().getBeanProvider(ServiceInstanceListSupplier.class);
        PinnedLoadBalancer balancer = new PinnedLoadBalancer(users, none, offline);

        assertThat(balancer.choose(new DefaultRequest<>()).block()).matches(Response::hasServer);
        offline.swap(Set.of(new NodeName("order", "a")));
        assertThat(balancer.choose(new DefaultRequest<>()).block()).matches(chosen -> !chosen.hasServer());
    }
}
