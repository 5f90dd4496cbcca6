package io.tallygate.match;

import java.nio.charset.Charset;

/** What matching knows of a request's body. */
public sealed interface Body {

    /** It can be read, but has not been. A set that needs it to decide answers {@link Decision.NeedsBody}. */
    Body UNREAD = new Unread();

    /** It is absent, too large or of no matching kind: no condition on it holds. */
    Body SKIPPED = new Skipped();

    /** See {@link #UNREAD}. */
    record Unread() implements Body {}

    /** See {@link #SKIPPED}. */
    record Skipped() implements Body {}

    /**
     * The whole body.
     *
     * @param bytes its bytes; owned by the matcher from here on, never changed
     * @param charset how text is decoded
     */
    record Read(byte[] bytes, Charset charset) implements Body {
        /** The body as text; a malformed sequence becomes U+FFFD. */
        String text() {
            return new String(bytes, charset);
        }
    }
}
