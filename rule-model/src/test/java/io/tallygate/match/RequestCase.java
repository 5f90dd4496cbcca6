package io.tallygate.match;

import io.tallygate.match.condition.Body;
import io.tallygate.match.condition.TestRequest;
import io.tallygate.rule.Strategy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as a client sends it, for the matcher and for the plain scan alike. */
record RequestCase(
        String method,
        String host,
        String rawPath,
        List<Pair> values,
        @Nullable String body) {

    RequestCase {
        values = List.copyOf(values);
    }

    /** One value of a parameter, cookie or header. */
    record Pair(Strategy source, String name, String value) {
        @Override
        public String toString() {
            return source.word() + " " + name + "=" + (value.length() > 80 ? value.length() + " characters" : value);
        }
    }

    /** The request as the matcher sees it. */
    TestRequest live(BodyState state) {
        TestRequest request = TestRequest.to(rawPath).method(method).host(host);
        for (Pair pair : values) {
            switch (pair.source) {
                case PARAM -> request.param(pair.name, pair.value);
                case COOKIE -> request.cookie(pair.name, pair.value);
                case HEADER -> request.header(pair.name, pair.value);
                case API, BODY -> throw new IllegalStateException(pair.toString());
            }
        }
        return switch (state) {
            case UNREAD -> request.body(Body.UNREAD);
            case SKIPPED -> request.body(Body.SKIPPED);
            case READ ->
                body == null
                        ? request.body(Body.SKIPPED)
                        : request.body(new Body.Read(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        };
    }

    enum BodyState {
        UNREAD,
        SKIPPED,
        READ
    }
}
