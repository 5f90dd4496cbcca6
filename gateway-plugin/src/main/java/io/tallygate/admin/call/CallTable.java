package io.tallygate.admin.call;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** The calls that there are, and what is common to them: each ends in time, and every failure is a problem. */
public final class CallTable {

    /** How long a call may take, unless it says otherwise. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final List<Entry> entries = new ArrayList<>();

    /** What a call may do. */
    public enum Kind {
        /** It says what its caller may do, to anyone. */
        OPEN,
        /** It changes nothing. */
        READ,
        /** It changes rules, or where requests go. */
        CHANGE
    }

    /** What is asked for, and what it does. */
    public record Call(Kind kind, HttpMethod method, PathPattern path) {}

    private record Entry(Call call, Terms terms, HandlerFunction<ServerResponse> handler) {}

    /** Adds a GET call; its path begins after that of the API. */
    public CallTable read(String path, HandlerFunction<ServerResponse> handler) {
        return add(Kind.READ, HttpMethod.GET, path, TIMEOUT, handler);
    }

    /** Adds a call; its path begins after that of the API. */
    public CallTable add(
            Kind kind, HttpMethod method, String path, Duration timeout, HandlerFunction<ServerResponse> handler) {
        return add(kind, method, path, Terms.within(timeout), handler);
    }

    /** Adds a call on terms of its own. */
    public CallTable add(
            Kind kind, HttpMethod method, String path, Terms terms, HandlerFunction<ServerResponse> handler) {
        entries.add(new Entry(new Call(kind, method, PathPatternParser.defaultInstance.parse(path)), terms, handler));
        return this;
    }

    /** The calls that there are. */
    public List<Call> calls() {
        return entries.stream().map(Entry::call).toList();
    }

    /**
     * The calls under a path, such as "/tallygate/api", behind a gate. Whatever else is asked for under it is a
     * problem, not another's business.
     */
    public RouterFunction<ServerResponse> under(String api, Gate gate) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Entry entry : entries) {
            Call call = entry.call();
            routes.route(
                    RequestPredicates.method(call.method()).and(path(api + call.path())),
                    request -> UnreadBody.takeIn(
                            request, watched -> gate.pass(watched, call.kind(), admitted -> answer(entry, admitted))));
        }
        return routes.route(
                        path(api + "/**").or(path(api)),
                        request -> UnreadBody.takeIn(
                                request, watched -> gate.pass(watched, Kind.READ, admitted -> unknown(admitted, api))))
                .build();
    }

    private static Mono<ServerResponse> answer(Entry entry, ServerRequest request) {
        return Mono.defer(() -> Bodies.hold(request, entry.terms(), entry.handler()))
                .timeout(entry.terms().timeout())
                .onErrorResume(e -> Answers.of(e, request));
    }

    private Mono<ServerResponse> unknown(ServerRequest request, String api) {
        String asked = request.requestPath().pathWithinApplication().value();
        PathContainer path = PathContainer.parsePath(asked.substring(api.length()));
        List<HttpMethod> there = calls().stream()
                .filter(call -> call.path().matches(path))
                .map(Call::method)
                .distinct()
                .toList();
        if (there.isEmpty()) {
            return Answers.problem(HttpStatus.NOT_FOUND, "there is no such call: \"" + request.path() + "\"");
        }
        String methods = there.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        return Answers.problem(
                HttpStatus.METHOD_NOT_ALLOWED, "only " + methods + " is there: \"" + request.method() + "\"");
    }
}
