package io.tallygate.benchmarks;

import io.tallygate.match.condition.Body;
import io.tallygate.match.condition.MatchRequest;
import io.tallygate.rule.Strategy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A request like many: a browser's headers, three cookies, two parameters. */
public final class SampleRequest implements MatchRequest {

    /** Text of the length that a small order has. */
    static final String TEXT = "lorem ipsum dolor sit amet ".repeat(20);

    private final Map<String, List<String>> params = new LinkedHashMap<>();
    private final Map<String, List<String>> cookies = new LinkedHashMap<>();
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private List<String> path = List.of("shop", "v1", "cart");
    private String host = "www.example.com";
    private Body body = Body.SKIPPED;

    static SampleRequest usual() {
        return new SampleRequest()
                .param("page", "3")
                .param("q", "red shoes")
                .cookie("session", "0123456789abcdef0123456789abcdef")
                .cookie("theme", "dark")
                .cookie("consent", "yes")
                .header("Host", "www.example.com")
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)")
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .header("Accept-Language", "en-GB,en;q=0.7,de;q=0.3")
                .header("Accept-Encoding", "gzip, deflate, br")
                .header("Connection", "keep-alive")
                .header("Cache-Control", "no-cache")
                .header("X-Request-Id", "7f3c1e52-0d0c-4a62-9f5a-5d1c0e2f9a11")
                .header("X-Forwarded-For", "203.0.113.7");
    }

    SampleRequest path(String text) {
        path = List.of(text.substring(1).split("/", -1));
        return this;
    }

    SampleRequest host(String value) {
        host = value;
        return this;
    }

    SampleRequest param(String name, String value) {
        params.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
        return this;
    }

    SampleRequest cookie(String name, String value) {
        cookies.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
        return this;
    }

    SampleRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>(1))
                .add(value);
        return this;
    }

    SampleRequest body(String text) {
        body = new Body.Read(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return this;
    }

    /** The path with its query. */
    public String rawPath() {
        String query = params.entrySet().stream()
                .map(param -> param.getKey() + "=" + param.getValue().get(0).replace(' ', '+'))
                .collect(Collectors.joining("&"));
        return "/" + String.join("/", path) + "?" + query;
    }

    /** The headers as they are sent, cookies and host among them. */
    public Map<String, String> rawHeaders() {
        Map<String, String> raw = new LinkedHashMap<>();
        headers.forEach((name, values) -> raw.put(name, values.get(0)));
        raw.put("host", host);
        raw.put(
                "cookie",
                cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue().get(0))
                        .collect(Collectors.joining("; ")));
        return raw;
    }

    @Override
    public String method() {
        return "GET";
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
    public Collection<String> names(Strategy source) {
        return of(source).keySet();
    }

    @Override
    public List<String> values(Strategy source, String name) {
        List<String> values = of(source).get(source == Strategy.HEADER ? name.toLowerCase(Locale.ROOT) : name);
        return values == null ? List.of() : values;
    }

    private Map<String, List<String>> of(Strategy source) {
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
}
