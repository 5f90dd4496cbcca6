package io.tallygate.balance.node;

import io.tallygate.rules.OfflineNodes;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.loadbalancer.core.DelegatingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

/** The nodes of a service that were not taken offline by hand. It stands outside of whatever keeps nodes for a while. */
final class OnlineNodes extends DelegatingServiceInstanceListSupplier {

    private final OfflineNodes offline;

    OnlineNodes(ServiceInstanceListSupplier users, OfflineNodes offline) {
        super(users);
        this.offline = offline;
    }

    @Override
    public Flux<List<ServiceInstance>> get() {
        return delegate.get().map(this::online);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Flux<List<ServiceInstance>> get(Request request) {
        return delegate.get(request).map(this::online);
    }

    private List<ServiceInstance> online(List<ServiceInstance> nodes) {
        if (offline.isEmpty()) {
            return nodes;
        }
        return nodes.stream().filter(node -> !isOffline(node)).toList();
    }

    private boolean isOffline(ServiceInstance node) {
        return offline.contains(getServiceId(), Nodes.id(node));
    }
}
