package io.tallygate.admin.access;

import java.time.Duration;
import java.util.List;

/**
 * Who may do what.
 *
 * @param mode whether anyone may change anything
 * @param place where the API is served
 * @param tokens the tokens that there are
 * @param origins other origins whose pages may call, such as "https://ops.example.com"
 * @param maxFailures how many wrong tokens an address may send within the period
 * @param period for how long wrong tokens are remembered
 */
public record AccessSettings(
        Mode mode, Place place, Tokens tokens, List<String> origins, int maxFailures, Duration period) {

    public AccessSettings {
        origins = List.copyOf(origins);
    }

    /** Whether anyone may change anything. */
    public enum Mode {
        READ_ONLY("read-only"),
        READ_WRITE("read-write");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /** As it is written. */
        public String word() {
            return word;
        }
    }

    /** Where the API is served. */
    public enum Place {
        /** On a management port of its own. */
        MANAGEMENT_PORT,
        /** On the port that takes the gateway's traffic. */
        GATEWAY_PORT
    }

    /** Whether it may be read by anyone who reaches it, as Actuator's endpoints may. */
    boolean isReadByAnyone() {
        return place == Place.MANAGEMENT_PORT && !tokens.isReadingGuarded();
    }
}
