package io.tallygate.balance;

import io.tallygate.match.condition.Body;
import io.tallygate.match.condition.MatchRequest;
import io.tallygate.rule.Strategy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What matching asks of a request, read from Spring's when it is first asked for. Belongs to one exchange. */
final class RequestFacts implements MatchRequest {

    private final ServerHttpRequest request;
    private Body body = Body.UNREAD;
    private @Nullable List<String> path;
    private @Nullable String host;

    RequestFacts(ServerHttpRequest request) {
        this.request = request;
    }

    /** The body has been read, or skipped. */
    void body(Body known) {
        body = known;
    }

    @Override
    public String method() {
        return request.getMethod().name();
    }

    @Override
    public String host() {
        if (host == null) {
            URI uri = request.getURI();
            host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        }
        return host;
    }

    @Override
    public List<String> path() {
        if (path == null) {
            path = segments(request.getPath());
        }
        return path;
    }

    /** The segments between the separators; a separator at the end is followed by an empty one. */
    static List<String> segments(PathContainer path) {
        List<String> segments = new ArrayList<>();
        boolean open = false;
        for (PathContainer.Element element : path.elements()) {
            if (element instanceof PathSegment segment) {
                segments.add(segment.valueToMatch());
                open = false;
            } else {
                if (open) {
                    segments.add("");
                }
                open = true;
            }
        }
        if (open) {
            segments.add("");
        }
        return segments;
    }

    @Override
    public Collection<String> names(Strategy source) {
        return switch (source) {
            case PARAM -> request.getQueryParams().keySet();
            case COOKIE -> request.getCookies().keySet();
            case HEADER -> request.getHeaders().headerNames();
            case API, BODY -> throw unnamed(source);
        };
    }

    @Override
    public List<String> values(Strategy source, String name) {
        return switch (source) {
            case PARAM -> orEmpty(request.getQueryParams().get(name));
            case COOKIE -> cookies(name);
            case HEADER -> orEmpty(request.getHeaders().get(name));
            case API, BODY -> throw unnamed(source);
        };
    }

    private List<String> cookies(String name) {
        List<HttpCookie> cookies = request.getCookies().get(name);
        if (cookies == null) {
            return List.of();
        }
        return cookies.size() == 1
                ? List.of(cookies.get(0).getValue())
                : cookies.stream().map(HttpCookie::getValue).toList();
    }

    private static IllegalArgumentException unnamed(Strategy source) {
        return new IllegalArgumentException("has no names: \"" + source.word() + "\"");
    }

    @Override
    public Body body() {
        return body;
    }

    private static List<String> orEmpty(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }
}
