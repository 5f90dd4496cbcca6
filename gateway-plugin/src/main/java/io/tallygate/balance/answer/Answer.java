package io.tallygate.balance.answer;

import io.tallygate.balance.outcome.MissingNode;
import io.tallygate.hit.Cause;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * What a client is answered where its request failed.
 *
 * @param status 200 to 599, and one that an answer with a body can have
 * @param type the body's type, without wildcards
 * @param body the body, or null for a {@link Problem} that tells what happened
 */
public record Answer(int status, MediaType type, @Nullable String body) {

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

    public Answer {
        if (status < 200 || status > 599 || WITHOUT_BODY.contains(status)) {
            throw new IllegalArgumentException(
                    "status must be 200 to 599, and not 204, 205 or 304, which have no body: \"" + status + "\"");
        }
        if (!type.isConcrete()) {
            throw new IllegalArgumentException("content-type must be one type, without wildcards: \"" + type + "\"");
        }
        if (body == null && !isJson(type)) {
            throw new IllegalArgumentException(
                    "body must be there where content-type is none of JSON's: \"" + type + "\"");
        }
    }

    /**
     * The answer to failures with a cause; what is left out (null) is that of {@link #standard}.
     *
     * @throws IllegalArgumentException if no answer can be like that
     */
    public static Answer of(Cause cause, @Nullable Integer status, @Nullable String type, @Nullable String body) {
        return new Answer(
                status == null ? statusOf(cause) : status,
                type == null ? MediaType.APPLICATION_PROBLEM_JSON : parse(type),
                body);
    }

    /** The answer where no other is configured: 503, or 504 where time ran out, with a problem. */
    private static int statusOf(Cause cause) {
        return cause == Cause.TIMEOUT ? 504 : 503;
    }

    /** The answers where none are configured: to requests whose service or node is unknown. */
    public static Map<Cause, Answer> standard() {
        return Map.of(
                Cause.NO_INSTANCE, of(Cause.NO_INSTANCE, null, null, null),
                Cause.NODE_OFFLINE, of(Cause.NODE_OFFLINE, null, null, null));
    }

    private static MediaType parse(String type) {
        try {
            return MediaType.parseMediaType(type);
        } catch (InvalidMediaTypeException e) {
            throw new IllegalArgumentException(
                    "content-type must be a media type such as \"text/html;charset=utf-8\": \"" + type + "\"", e);
        }
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
    }

    /** The body's bytes, for a failure at this service, or for want of this node of it. */
    byte[] bytes(Cause cause, String service, @Nullable MissingNode node) {
        Charset charset = type.getCharset() == null ? StandardCharsets.UTF_8 : type.getCharset();
        return (body == null ? Problem.json(status, cause, service, node) : body).getBytes(charset);
    }
}
