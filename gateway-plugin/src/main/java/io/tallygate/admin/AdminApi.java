package io.tallygate.admin;

import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.CallTable.Call;
import io.tallygate.admin.call.Gate;
import java.util.List;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The admin API. */
public final class AdminApi {

    private final CallTable calls = new CallTable();
    private final Gate gate;

    /**
     * An API of these calls.
     *
     * @param gate who may make which of them
     */
    public AdminApi(Gate gate, List<CallGroup> groups) {
        this.gate = gate;
        for (CallGroup group : groups) {
            group.addTo(calls);
        }
    }

    /** The calls that there are; their paths begin after that of the API. */
    public List<Call> calls() {
        return calls.calls();
    }

    /**
     * Serves the calls.
     *
     * @param basePath what their paths begin with, such as "/tallygate"
     */
    public RouterFunction<ServerResponse> routes(String basePath) {
        return calls.under(basePath + "/api", gate);
    }
}
