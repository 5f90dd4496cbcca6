package io.tallygate.admin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The tokens that there are. Only their digests are kept, and comparing takes the same time whatever is presented. */
public final class Tokens {

    /** What a token is good for. */
    enum Grant {
        NOTHING,
        READING,
        CHANGING
    }

    private final byte @Nullable [] read;
    private final byte @Nullable [] write;

    /** The tokens for reading and for changing, which may also read; null where there is none. */
    public Tokens(@Nullable String read, @Nullable String write) {
        this.read = read == null ? null : digest(read);
        this.write = write == null ? null : digest(write);
    }

    /** Whether there is one that is for reading only. */
    boolean isReadingGuarded() {
        return read != null;
    }

    Grant of(String presented) {
        byte[] digest = digest(presented);
        boolean reads = read != null && MessageDigest.isEqual(read, digest);
        boolean writes = write != null && MessageDigest.isEqual(write, digest);
        if (writes) {
            return Grant.CHANGING;
        }
        return reads ? Grant.READING : Grant.NOTHING;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
