package io.tallygate.gateway;

import io.tallygate.admin.AdminApi;
import io.tallygate.admin.access.AccessGate;
import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.Bodies;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.CallTable.Kind;
import io.tallygate.admin.call.Caller;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Gateways whose admin API has tokens, and perhaps calls of the test's own. */
final class AdminGateway {

    static final String READ = "a-token-for-reading";
    static final String WRITE = "a-token-for-writing";

    static final List<String> TOKENS =
            List.of("tallygate.admin.tokens.read=" + READ, "tallygate.admin.tokens.write=" + WRITE);
    static final List<String> READ_WRITE = TestGateway.all(TOKENS, "tallygate.admin.access=read-write");

    /** No management port: the admin API is on the gateway's. */
    static final String ON_GATEWAY_PORT = "management.server.port=";

    private AdminGateway() {}

    static String api(TestGateway gateway) {
        String own = gateway.context().getEnvironment().getProperty("local.management.port");
        return (own == null ? gateway.url() : "http://127.0.0.1:" + own) + "/tallygate/api";
    }

    static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    /** Calls that change nothing, and are held to be changes: each tells who makes it, and what it was sent. */
    @Configuration(proxyBeanMethods = false)
    static class Doors {
        @Bean
        AdminApi adminApi(AccessGate gate) {
            return new AdminApi(gate, List.<CallGroup>of(gate, Doors::addTo));
        }

        private static void addTo(CallTable calls) {
            calls.read("/room", request -> Answers.ok(Map.of()));
            for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)) {
                calls.add(
                        Kind.CHANGE,
                        method,
                        "/door",
                        CallTable.TIMEOUT,
                        request -> Bodies.read(request)
                                .flatMap(body -> Answers.ok(
                                        Map.of("by", Caller.of(request).name(), "bytes", body.length))));
            }
        }
    }
}
