package io.tallygate.admin.rules.change;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.Bodies;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.CallTable.Kind;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.RefusedException;
import io.tallygate.admin.nodes.Discovery;
import io.tallygate.admin.rules.edit.Drafts;
import io.tallygate.admin.rules.edit.RuleEditor;
import io.tallygate.rules.NodeName;
import io.tallygate.rules.store.Action;
import io.tallygate.rules.store.NewChange;
import io.tallygate.rules.store.SwitchedNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Takes a node offline for all instances, or back. */
public final class NodeStateCall implements CallGroup {

    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern NODE = Pattern.compile("[^\\s\\p{Cntrl}]{1,256}");
    private static final int MOST = 10_000;

    private final RuleEditor editor;
    private final Discovery discovery;

    public NodeStateCall(RuleEditor editor, Discovery discovery) {
        this.editor = editor;
        this.discovery = discovery;
    }

    /**
     * What was done.
     *
     * @param discovered whether discovery knows the node now; null where it does not tell
     */
    record Answer(
            String service,
            String node,
            String state,
            @Nullable Boolean discovered) {}

    @Override
    public void addTo(CallTable calls) {
        calls.add(Kind.CHANGE, HttpMethod.PUT, "/nodes/state", CallTable.TIMEOUT, this::put);
    }

    private Mono<ServerResponse> put(ServerRequest request) {
        Query query = Query.of(request, "service", "node");
        NodeName name = new NodeName(
                matching("service", query.required("service"), SERVICE, "must be a service id"),
                matching("node", query.required("node"), NODE, "must be an instance id of at most 256 characters"));
        return Bodies.read(request)
                .publishOn(Schedulers.boundedElastic())
                .map(bytes -> isOffline(Drafts.json(Drafts.text(bytes))))
                .flatMap(offline -> editor.patiently(switched(new SwitchedNode(name, offline), RuleEditor.who(request)))
                        .then(discovery.nodes())
                        .map(known -> new Answer(
                                name.service(),
                                name.node(),
                                state(offline),
                                known.map(nodes -> nodes.contains(name)).orElse(null))))
                .flatMap(Answers::ok);
    }

    private Mono<Void> switched(SwitchedNode node, String by) {
        return editor.current().flatMap(current -> {
            if (current.offline().contains(node.name()) == node.offline()) {
                return Mono.empty();
            }
            if (node.offline() && current.offline().size() >= MOST) {
                throw new RefusedException(HttpStatus.CONFLICT, "at most " + MOST + " nodes may be offline");
            }
            String summary = state(node.offline()) + " " + node.name().service() + "/"
                    + node.name().node();
            return editor.save(current.mark(), new NewChange(Action.NODE, by, summary, List.of(), node))
                    .then();
        });
    }

    private static boolean isOffline(JsonNode body) {
        Drafts.allow(body, "a node's state", "state");
        String state = body.path("state").toString();
        return switch (state) {
            case "\"offline\"" -> true;
            case "\"online\"" -> false;
            default ->
                throw new BadRequestException(
                        "state", "must be \"online\" or \"offline\": " + (state.isEmpty() ? "it is missing" : state));
        };
    }

    private static String state(boolean offline) {
        return offline ? "offline" : "online";
    }

    private static String matching(String parameter, String value, Pattern pattern, String right) {
        if (!pattern.matcher(value).matches()) {
            throw new BadRequestException(parameter, right + ": \"" + value + "\"");
        }
        return value;
    }
}
