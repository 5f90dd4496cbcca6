package io.tallygate.admin.nodes;

import io.tallygate.rules.NodeName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks Spring Cloud's discovery: for so many services and nodes at most, for so long at most, and not more often than
 * every few seconds, whoever asks. A service that does not answer in time is left out.
 */
public final class CloudDiscovery implements Discovery {

    private static final Logger log = LoggerFactory.getLogger(CloudDiscovery.class);

    private static final int SERVICES = 1000;
    private static final int SERVICES_AT_ONCE = 8;
    private static final int NODES = 20_000;
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofSeconds(3);

    private final Mono<Optional<Set<NodeName>>> nodes;

    public CloudDiscovery(ReactiveDiscoveryClient client) {
        this.nodes = Flux.defer(client::getServices)
                .take(SERVICES)
                .flatMap(service -> nodes(client, service), SERVICES_AT_ONCE)
                .take(NODES)
                // Clients for blocking registries block here.
                .subscribeOn(Schedulers.boundedElastic())
                .take(LONGEST)
                .collect(Collectors.toSet())
                .<Optional<Set<NodeName>>>map(Optional::of)
                .onErrorResume(e -> {
                    log.debug("Discovery does not tell its services", e);
                    return Mono.just(Optional.empty());
                })
                .cache(KEPT);
    }

    private static Flux<NodeName> nodes(ReactiveDiscoveryClient client, String service) {
        return client.getInstances(service)
                .map(instance -> new NodeName(service, id(instance)))
                .onErrorResume(e -> {
                    log.debug("Discovery does not tell the nodes of \"{}\"", service, e);
                    return Flux.empty();
                });
    }

    /** As the nodes are counted. */
    private static String id(ServiceInstance instance) {
        String id = instance.getInstanceId();
        return id == null ? instance.getHost() + ":" + instance.getPort() : id;
    }

    @Override
    public Mono<Optional<Set<NodeName>>> nodes() {
        return nodes;
    }
}
