package io.tallygate.balance.answer;

import io.tallygate.balance.outcome.MissingNode;
import io.tallygate.hit.Cause;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** The body that tells a client what happened: a problem as RFC 9457 has it, with the cause besides. */
final class Problem {

    private static final JsonMapper JSON = new JsonMapper();

    private Problem() {}

    static String json(int status, Cause cause, String service, @Nullable MissingNode node) {
        HttpStatus known = HttpStatus.resolve(status);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", known == null ? "Failure" : known.getReasonPhrase());
        problem.put("status", status);
        problem.put("detail", detail(cause, service, node));
        problem.put("cause", cause.word());
        return JSON.writeValueAsString(problem);
    }

    private static String detail(Cause cause, String service, @Nullable MissingNode node) {
        String named = "service \"" + service + "\"";
        return switch (cause) {
            case NO_INSTANCE -> named + " has no instance that is online";
            case NODE_OFFLINE ->
                node == null
                        ? "the node of " + named + " is missing"
                        : "node \"" + node.node() + "\" of " + named + " " + node.how();
            case CONNECT -> named + " could not be connected to";
            case TIMEOUT -> named + " did not answer in time";
            case RESET -> named + " broke the connection off";
            case STATUS, GATEWAY -> "the gateway failed on a request for " + named;
        };
    }
}
