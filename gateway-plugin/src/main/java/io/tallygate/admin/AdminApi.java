package io.tallygate.admin;

import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.cluster.ClusterCalls;
import io.tallygate.admin.hits.HitCalls;
import io.tallygate.admin.nodes.NodeCalls;
import io.tallygate.admin.rules.RuleCalls;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The admin API. */
public final class AdminApi {

    private final CallTable calls = new CallTable();

    public AdminApi(RuleCalls rules, HitCalls hits, NodeCalls nodes, ClusterCalls cluster) {
        rules.addTo(calls);
        hits.addTo(calls);
        nodes.addTo(calls);
        cluster.addTo(calls);
    }

    /**
     * The calls.
     *
     * @param basePath what their paths begin with, such as "/tallygate"
     */
    public RouterFunction<ServerResponse> routes(String basePath) {
        return calls.under(basePath + "/api");
    }
}
