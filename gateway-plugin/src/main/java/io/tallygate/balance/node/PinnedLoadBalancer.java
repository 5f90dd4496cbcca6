package io.tallygate.balance.node;

import io.tallygate.balance.outcome.MissingNode;
import io.tallygate.balance.outcome.OutcomeRecorder;
import io.tallygate.rules.OfflineNodes;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultResponse;
import org.springframework.cloud.client.loadbalancer.EmptyResponse;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.RequestDataContext;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.core.SelectedInstanceCallback;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Mono;

/** The user's load balancer, but for requests with a pin: those go to the node that it picks, or nowhere. */
final class PinnedLoadBalancer implements ReactorServiceInstanceLoadBalancer {

    private final ReactorServiceInstanceLoadBalancer users;
    private final ObjectProvider<ServiceInstanceListSupplier> instances;
    private final OfflineNodes offline;

    PinnedLoadBalancer(
            ReactorServiceInstanceLoadBalancer users,
            ObjectProvider<ServiceInstanceListSupplier> instances,
            OfflineNodes offline) {
        this.users = users;
        this.instances = instances;
        this.offline = offline;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Mono<Response<ServiceInstance>> choose(Request request) {
        Map<String, Object> attributes = attributes(request);
        Pin pin = Pin.in(attributes);
        ServiceInstanceListSupplier supplier = pin == null ? null : instances.getIfAvailable();
        if (pin == null || supplier == null || !pin.service().equals(supplier.getServiceId())) {
            return users.choose(request).map(this::ifOnline);
        }
        return supplier.get(request).next().map(all -> choose(supplier, all, pin, attributes));
    }

    /** A balancer that knows nodes from elsewhere than from the list that it was given must not use them either. */
    private Response<ServiceInstance> ifOnline(Response<ServiceInstance> chosen) {
        ServiceInstance node = chosen.hasServer() ? chosen.getServer() : null;
        return node != null && offline.contains(node.getServiceId(), Nodes.id(node)) ? new EmptyResponse() : chosen;
    }

    private Response<ServiceInstance> choose(
            ServiceInstanceListSupplier supplier, List<ServiceInstance> all, Pin pin, Map<String, Object> attributes) {
        ServiceInstance instance = all.isEmpty() ? null : pin.picker().pick(all);
        if (instance != null) {
            if (supplier instanceof SelectedInstanceCallback callback) {
                callback.selectedServiceInstance(instance);
            }
            return new DefaultResponse(instance);
        }
        if (pin.picker() instanceof Pinned pinned) {
            if (offline.contains(pin.service(), pinned.node())) {
                OutcomeRecorder.nodeIsMissing(attributes, MissingNode.takenOffline(pinned.node()));
            } else if (!all.isEmpty()) {
                OutcomeRecorder.nodeIsMissing(attributes, MissingNode.unknown(pinned.node()));
            }
        }
        return new EmptyResponse();
    }

    private static Map<String, Object> attributes(Request<?> request) {
        return request.getContext() instanceof RequestDataContext context && context.getClientRequest() != null
                ? context.getClientRequest().getAttributes()
                : Map.of();
    }
}
