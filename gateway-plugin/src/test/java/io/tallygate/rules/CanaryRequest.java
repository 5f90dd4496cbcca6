package io.tallygate.rules;

import io.tallygate.match.Body;
import io.tallygate.match.MatchRequest;
import java.util.List;

/** A GET with the header and the cookie canary: beta, whose parameters cannot be read if so told. */
record CanaryRequest(boolean broken) implements MatchRequest {
    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String host() {
        return "";
    }

    @Override
    public List<String> path() {
        return List.of("");
    }

    @Override
    public List<String> params(String name) {
        if (broken) {
            throw new IllegalStateException("not a query");
        }
        return List.of();
    }

    @Override
    public List<String> cookies(String name) {
        return List.of("beta");
    }

    @Override
    public List<String> headers(String name) {
        return List.of("beta");
    }

    @Override
    public Body body() {
        return Body.SKIPPED;
    }
}
