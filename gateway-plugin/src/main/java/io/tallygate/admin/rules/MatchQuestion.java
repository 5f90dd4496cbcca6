package io.tallygate.admin.rules;

import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.Quote;
import io.tallygate.balance.body.BodyPolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** The request that a dry run is asked about. */
record MatchQuestion(
        HttpMethod method,
        URI uri,
        HttpHeaders headers,
        @Nullable String body) {

    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,31}");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** The question as it is written. */
    private record Written(
            @Nullable String method,
            @Nullable String host,
            @Nullable String path,
            @Nullable Map<String, @Nullable List<@Nullable String>> headers,
            @Nullable String body) {}

    /**
     * Reads a question.
     *
     * @throws BadRequestException if it is no JSON, or what it says is no request
     */
    static MatchQuestion read(byte[] json) {
        Written written = written(json);
        String method = written.method == null ? "GET" : written.method;
        if (!METHOD.matcher(method).matches()) {
            throw new BadRequestException("method", "must be an HTTP method in capitals: \"" + method + "\"");
        }
        String host = written.host == null ? "" : written.host;
        HttpHeaders headers = headers(written.headers);
        if (!host.isEmpty()) {
            headers.set(HttpHeaders.HOST, host);
        }
        Charset charset = BodyPolicy.charset(headers);
        if (written.body != null && !charset.canEncode()) {
            throw new BadRequestException(
                    "headers.Content-Type",
                    "must have a charset that a body can be written in, such as UTF-8: \"" + charset + "\"");
        }
        return new MatchQuestion(HttpMethod.valueOf(method), uri(host, written.path), headers, written.body);
    }

    private static Written written(byte[] json) {
        try {
            Written written = JSON.readValue(json, Written.class);
            if (written != null) {
                return written;
            }
        } catch (UnrecognizedPropertyException e) {
            throw new BadRequestException(
                    "\"" + e.getPropertyName() + "\"",
                    "is no field of a request; there are method, host, path, headers, body");
        } catch (MismatchedInputException e) {
            throw mistyped(tree(json), e);
        } catch (JacksonException e) {
            throw new BadRequestException("the body", "must be JSON: " + e.getOriginalMessage());
        }
        throw new BadRequestException("the body", "must be a JSON object: \"null\"");
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new BadRequestException("the body", "must be JSON: " + e.getOriginalMessage());
        }
    }

    private static BadRequestException mistyped(JsonNode body, MismatchedInputException e) {
        if (e.getPath().isEmpty()) {
            return new BadRequestException("the body", "must be a JSON object: " + quote(body));
        }
        String field = e.getPath().get(0).getPropertyName();
        String right =
                field.equals("headers") ? "must be an object of names with a list of texts each: " : "must be a text: ";
        return new BadRequestException(field, right + quote(body.path(field)));
    }

    private static String quote(JsonNode value) {
        String text = value.isString() ? value.asString() : value.toString();
        return Quote.of(text);
    }

    private static URI uri(String host, @Nullable String path) {
        if (path == null || !path.startsWith("/")) {
            throw new BadRequestException(
                    "path", "must start with '/': " + (path == null ? "it is missing" : "\"" + path + "\""));
        }
        if (!host.isEmpty()) {
            parsed("host", host, "http://" + host);
        }
        URI uri = parsed("path", path, host.isEmpty() ? path : "http://" + host + path);
        try {
            PathContainer.parsePath(uri.getRawPath());
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("path", "must be percent-encoded: \"" + path + "\"");
        }
        return uri;
    }

    private static URI parsed(String field, String value, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new BadRequestException(
                    field, "must be as it stands in a URL (" + e.getReason() + "): \"" + value + "\"");
        }
    }

    private static HttpHeaders headers(@Nullable Map<String, @Nullable List<@Nullable String>> written) {
        HttpHeaders headers = new HttpHeaders();
        if (written == null) {
            return headers;
        }
        written.forEach((name, values) -> {
            if (!HEADER.matcher(name).matches()) {
                throw new BadRequestException("headers", "must have names as HTTP allows them: \"" + name + "\"");
            }
            if (values == null) {
                throw new BadRequestException("headers." + name, "must be a list of texts: \"null\"");
            }
            for (String value : values) {
                if (value == null) {
                    throw new BadRequestException("headers." + name, "must be a list of texts: \"[null]\"");
                }
                headers.add(name, value);
            }
        });
        return headers;
    }
}
