package io.tallygate.admin.nodes;

import io.tallygate.rules.NodeName;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Which nodes there are, besides those that were hit. */
@FunctionalInterface
public interface Discovery {

    /** The nodes that are known now; nothing where nobody can tell. */
    Mono<Optional<Set<NodeName>>> nodes();

    /** Where there is no discovery. */
    static Discovery none() {
        return () -> Mono.just(Optional.empty());
    }
}
