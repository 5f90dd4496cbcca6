package io.tallygate.gateway;

import io.tallygate.admin.AdminApi;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The calls that a gateway serves, each as its method and its path. */
final class ServedCalls {

    private ServedCalls() {}

    static Set<String> of(TestGateway gateway) {
        return gateway.context().getBean(AdminApi.class).calls().stream()
                .map(call -> call.method() + " " + call.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
