package io.tallygate.match;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request in a test; a GET without a host or a body unless told otherwise. */
final class TestRequest implements MatchRequest {

    private final List<String> path;
    private final Map<String, List<String>> params = new LinkedHashMap<>();
    private final Map<String, List<String>> cookies = new LinkedHashMap<>();
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String method = "GET";
    private String host = "";
    private Body body = Body.SKIPPED;
    private @Nullable RuntimeException brokenCookies;

    private TestRequest(List<String> path) {
        this.path = path;
    }

    static TestRequest to(String rawPath) {
        return new TestRequest(Segments.of(rawPath));
    }

    TestRequest method(String value) {
        method = value;
        return this;
    }

    TestRequest host(String value) {
        host = value;
        return this;
    }

    TestRequest param(String name, String value) {
        params.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    TestRequest cookie(String name, String value) {
        cookies.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    /** Lets any look at the cookies fail. */
    TestRequest brokenCookies(RuntimeException e) {
        brokenCookies = e;
        return this;
    }

    TestRequest header(String name, String value) {
        headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    TestRequest body(Body value) {
        body = value;
        return this;
    }

    TestRequest body(String text) {
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
        return path;
    }

    @Override
    public List<String> params(String name) {
        return params.getOrDefault(name, List.of());
    }

    @Override
    public List<String> cookies(String name) {
        if (brokenCookies != null) {
            throw brokenCookies;
        }
        return cookies.getOrDefault(name, List.of());
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    @Override
    public Body body() {
        return body;
    }
}
