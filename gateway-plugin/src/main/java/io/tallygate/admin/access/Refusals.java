package io.tallygate.admin.access;

import io.tallygate.admin.call.Answers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers to those who may not do what they ask for. */
final class Refusals {

    private static final String HOW = ": Authorization: Bearer …";

    private Refusals() {}

    static Mono<ServerResponse> unknownToken() {
        return unauthorized("the token is not one that is known here");
    }

    static Mono<ServerResponse> needsToken() {
        return unauthorized("this call needs a token" + HOW);
    }

    static Mono<ServerResponse> needsTokenForWriting() {
        return unauthorized("changing needs the token for writing" + HOW);
    }

    static Mono<ServerResponse> isTokenForReading() {
        return forbidden("changing needs the token for writing: this one is for reading");
    }

    static Mono<ServerResponse> hasNoRole(String name) {
        return forbidden("changing needs the role TALLYGATE_ADMIN: \"" + name + "\" has it not");
    }

    static Mono<ServerResponse> isReadOnly() {
        return forbidden("nothing can be changed here: tallygate.admin.access is \"read-only\"");
    }

    static Mono<ServerResponse> isForeign(@Nullable String origin) {
        return forbidden("a page of another origin may change nothing here: "
                + (origin == null ? "Sec-Fetch-Site says that it is another" : "\"" + origin + "\"")
                + "; if it is your own, name it in tallygate.admin.cors.allowed-origins");
    }

    static Mono<ServerResponse> mustWait(Duration rest) {
        // Rounded up: who comes back at the second that he was told is let in.
        long seconds = rest.plusSeconds(1).minusNanos(1).toSeconds();
        return Answers.problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "too many wrong tokens came from this address: wait for " + seconds + " s",
                headers -> headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
    }

    private static Mono<ServerResponse> forbidden(String detail) {
        return Answers.problem(HttpStatus.FORBIDDEN, detail);
    }

    private static Mono<ServerResponse> unauthorized(String detail) {
        return Answers.problem(
                HttpStatus.UNAUTHORIZED, detail, headers -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }
}
