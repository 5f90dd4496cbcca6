package io.tallygate.match.condition;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** What matching knows of a request's body. */
public sealed interface Body {

    /** It can be read, but has not been. A set that needs it to decide says so. */
    Body UNREAD = new Unread();

    /** It is absent, too large or of no matching kind: no condition on it holds. */
    Body SKIPPED = new Skipped();

    /** See {@link #UNREAD}. */
    record Unread() implements Body {}

    /** See {@link #SKIPPED}. */
    record Skipped() implements Body {}

    /** The whole body. Belongs to one request. */
    final class Read implements Body {
        private final byte[] bytes;
        private final Charset charset;
        private @Nullable String text;

        /**
         * A body that was read.
         *
         * @param bytes its bytes; not copied, and never changed from here on
         * @param charset how text is decoded
         */
        public Read(byte[] bytes, Charset charset) {
            this.bytes = bytes;
            this.charset = charset;
        }

        /** The body as it came. Not to be changed. */
        public byte[] bytes() {
            return bytes;
        }

        /** The body as text; a malformed sequence becomes U+FFFD. */
        public String text() {
            if (text == null) {
                text = new String(bytes, charset);
            }
            return text;
        }
    }
}
