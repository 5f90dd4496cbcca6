package io.tallygate.match.condition;

import io.tallygate.rule.Strategy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request in a test; a GET without a host or a body unless told otherwise. A path that cannot be decoded fails when it is asked for. */
public final class TestRequest implements MatchRequest {

    private final String rawPath;
    private final Map<String, List<String>> params = new LinkedHashMap<>();
    private final Map<String, List<String>> cookies = new LinkedHashMap<>();
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private @Nullable List<String> path;
    private String method = "GET";
    private String host = "";
    private Body body = Body.SKIPPED;
    private @Nullable RuntimeException brokenCookies;

    private TestRequest(String rawPath) {
        this.rawPath = rawPath;
    }

    public static TestRequest to(String rawPath) {
        return new TestRequest(rawPath);
    }

    public TestRequest method(String value) {
        method = value;
        return this;
    }

    public TestRequest host(String value) {
        host = value;
        return this;
    }

    public TestRequest param(String name, String value) {
        params.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    public TestRequest cookie(String name, String value) {
        cookies.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    /** Lets any look at the cookies fail. */
    public TestRequest brokenCookies(RuntimeException e) {
        brokenCookies = e;
        return this;
    }

    public TestRequest header(String name, String value) {
        headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    public TestRequest body(Body value) {
        body = value;
        return this;
    }

    public TestRequest body(String text) {
        return body(new Body.Read(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public List<String> path() {
        if (path == null) {
            path = Segments.of(rawPath);
        }
        return path;
    }

    @Override
    public Collection<String> names(Strategy source) {
        return of(source).keySet();
    }

    @Override
    public List<String> values(Strategy source, String name) {
        return of(source).getOrDefault(name, List.of());
    }

    private Map<String, List<String>> of(Strategy source) {
        if (source == Strategy.COOKIE && brokenCookies != null) {
            throw brokenCookies;
        }
        return switch (source) {
            case PARAM -> params;
            case COOKIE -> cookies;
            case HEADER -> headers;
            case API, BODY -> throw new IllegalArgumentException(source.word());
        };
    }

    @Override
    public Body body() {
        return body;
    }

    @Override
    public String toString() {
        return method + " " + host + rawPath;
    }
}
