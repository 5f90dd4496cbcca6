package io.tallygate.admin.call;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tallygate.history.TooLongException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers and problems, with a mapper of its own, whatever the host has made of Jackson. */
public final class Answers {

    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Answers() {}

    /** What was asked for, as JSON. */
    public static Mono<ServerResponse> ok(Object answer) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(JSON.writeValueAsBytes(answer));
    }

    /** An answer as JSON, with a status and headers of its own. */
    public static Mono<ServerResponse> json(ServerResponse.BodyBuilder builder, Object answer) {
        return builder.contentType(MediaType.APPLICATION_JSON).bodyValue(JSON.writeValueAsBytes(answer));
    }

    /** The same as a text. */
    public static String json(Object answer) {
        return JSON.writeValueAsString(answer);
    }

    /** A problem (RFC 9457) that says what to do about it. */
    public static Mono<ServerResponse> problem(HttpStatus status, String detail) {
        return problem(status, detail, headers -> {});
    }

    /** The same, with headers. */
    public static Mono<ServerResponse> problem(HttpStatus status, String detail, Consumer<HttpHeaders> headers) {
        return problem(ServerResponse.status(status).headers(headers), status, detail, Map.of());
    }

    private static Mono<ServerResponse> problem(HttpStatus status, String detail, Map<String, Object> members) {
        return problem(ServerResponse.status(status), status, detail, members);
    }

    private static Mono<ServerResponse> problem(
            ServerResponse.BodyBuilder builder, HttpStatus status, String detail, Map<String, Object> members) {
        return builder.contentType(MediaType.APPLICATION_PROBLEM_JSON).bodyValue(json(status, detail, members));
    }

    /** The same, where there is no call yet. */
    public static Mono<Void> problem(ServerHttpResponse response, HttpStatus status, String detail) {
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json(status, detail, Map.of()))));
    }

    private static byte[] json(HttpStatus status, String detail, Map<String, Object> members) {
        return JSON.writeValueAsBytes(new ProblemView(status.getReasonPhrase(), status.value(), detail, members));
    }

    static Mono<ServerResponse> of(Throwable error, ServerRequest request) {
        if (error instanceof BadRequestException || error instanceof TooLongException) {
            return problem(HttpStatus.BAD_REQUEST, String.valueOf(error.getMessage()));
        }
        if (error instanceof RefusedException refused) {
            return problem(refused.status(), String.valueOf(refused.getMessage()), refused.members());
        }
        if (error instanceof TimeoutException) {
            return problem(HttpStatus.SERVICE_UNAVAILABLE, "Redis did not answer in time; try again when it is back");
        }
        log.warn("{} {} failed", request.method(), request.path(), error);
        return error instanceof DataAccessException
                ? problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "history cannot be read from Redis for now; try again when it is back")
                : problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "this should not have happened; the log of this instance says more");
    }

    private record ProblemView(
            String title,
            int status,
            String detail,
            @JsonAnyGetter Map<String, Object> members) {}
}
