package io.tallygate.rules;

import io.tallygate.match.condition.Body;
import io.tallygate.match.condition.MatchRequest;
import io.tallygate.rule.Strategy;
import java.util.Collection;
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
    public Collection<String> names(Strategy source) {
        return source == Strategy.PARAM ? List.of() : List.of("canary");
    }

    @Override
    public List<String> values(Strategy source, String name) {
        if (source == Strategy.PARAM && broken) {
            throw new IllegalStateException("not a query");
        }
        return source == Strategy.PARAM ? List.of() : List.of("beta");
    }

    @Override
    public Body body() {
        return Body.SKIPPED;
    }
}
