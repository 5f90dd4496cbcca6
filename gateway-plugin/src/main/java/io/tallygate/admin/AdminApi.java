package io.tallygate.admin;

import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The admin API. */
public final class AdminApi {

    private final CallTable calls = new CallTable();

    public AdminApi(CallGroup... groups) {
        for (CallGroup group : groups) {
            group.addTo(calls);
        }
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
