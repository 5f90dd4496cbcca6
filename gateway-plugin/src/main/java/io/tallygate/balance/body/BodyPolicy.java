package io.tallygate.balance.body;

import io.tallygate.balance.body.SkippedBodies.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Which bodies are read for body rules, as far as a request's headers tell. */
public final class BodyPolicy {

    private BodyPolicy() {}

    /** Whether the headers announce a body. One of unknown length in HTTP/2 has a Transfer-Encoding of Netty's. */
    static boolean announcesBody(HttpHeaders headers) {
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0")) || headers.getFirst(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** Why the body is not read; empty if it is, at least its beginning. */
    public static Optional<Reason> whyNot(HttpHeaders headers, BodySettings settings) {
        if (!announcesBody(headers)) {
            return Optional.of(Reason.ABSENT);
        }
        if (asksForAnotherProtocol(headers.getFirst(HttpHeaders.UPGRADE))) {
            return Optional.of(Reason.UPGRADE);
        }
        if (headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream()
                .anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"))) {
            return Optional.of(Reason.ENCODED);
        }
        if (mediaType(headers).filter(type -> isRead(type, settings)).isEmpty()) {
            return Optional.of(Reason.MEDIA_TYPE);
        }
        return isTooLarge(headers.getFirst(HttpHeaders.CONTENT_LENGTH), settings.maxBytes())
                ? Optional.of(Reason.TOO_LARGE)
                : Optional.empty();
    }

    /** How the body's text is encoded; UTF-8 where nothing is said. */
    public static Charset charset(HttpHeaders headers) {
        return mediaType(headers).map(MediaType::getCharset).orElse(StandardCharsets.UTF_8);
    }

    /** Java's own client asks for h2c with any request; where that was not heard, it is a request like any other. */
    private static boolean asksForAnotherProtocol(@Nullable String upgrade) {
        return upgrade != null && !upgrade.equalsIgnoreCase("h2c");
    }

    /** A gRPC client may wait for an answer before it sends on, so its bodies are not read even where they are listed. */
    private static boolean isRead(MediaType type, BodySettings settings) {
        return !type.getSubtype().toLowerCase(Locale.ROOT).startsWith("grpc")
                && settings.mediaTypes().stream().anyMatch(allowed -> allowed.includes(type));
    }

    private static boolean isTooLarge(@Nullable String length, long maxBytes) {
        try {
            return length != null && Long.parseLong(length) > maxBytes;
        } catch (NumberFormatException e) {
            // Nothing is known of the length: how much comes will tell.
            return false;
        }
    }

    private static Optional<MediaType> mediaType(HttpHeaders headers) {
        try {
            return Optional.ofNullable(headers.getContentType());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
