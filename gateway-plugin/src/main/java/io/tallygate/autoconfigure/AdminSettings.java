package io.tallygate.autoconfigure;

import io.tallygate.admin.access.AccessSettings;
import io.tallygate.admin.access.AccessSettings.Mode;
import io.tallygate.admin.access.AccessSettings.Place;
import io.tallygate.admin.access.Tokens;
import io.tallygate.autoconfigure.TallygateProperties.Admin;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the admin API needs, read from the properties and checked. */
final class AdminSettings {

    private static final int SHORTEST_TOKEN = 16;
    private static final int LONGEST_TOKEN = 1024;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Za-z0-9._-]{1,200}}");
    private static final Pattern BASE_PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
    private static final Duration LONGEST_PERIOD = Duration.ofDays(1);

    private final Admin admin;

    AdminSettings(TallygateProperties properties) {
        this.admin = properties.admin();
    }

    String basePath() {
        String path = admin.basePath();
        if (!BASE_PATH.matcher(path).matches()) {
            throw new InvalidPropertyException(
                    "tallygate.admin.base-path",
                    "must be a path such as \"/tallygate\", without a slash at its end: \"" + path + "\"");
        }
        return path;
    }

    AccessSettings access(Place place) {
        return new AccessSettings(
                mode(),
                place,
                tokens(),
                admin.cors().allowedOrigins().stream()
                        .map(AdminSettings::origin)
                        .toList(),
                maxFailures(),
                period());
    }

    private Mode mode() {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.word().equals(admin.access()))
                .findFirst()
                .orElseThrow(() -> new InvalidPropertyException(
                        "tallygate.admin.access", "must be read-only or read-write: \"" + admin.access() + "\""));
    }

    /** Says what is wrong with a token, but never what it is. */
    private Tokens tokens() {
        String read = token("tallygate.admin.tokens.read", admin.tokens().read());
        String write = token("tallygate.admin.tokens.write", admin.tokens().write());
        if (read != null && read.equals(write)) {
            throw new InvalidPropertyException(
                    "tallygate.admin.tokens.write", "must be another token than tallygate.admin.tokens.read");
        }
        return new Tokens(read, write);
    }

    private static @Nullable String token(String property, @Nullable String token) {
        if (token == null) {
            return null;
        }
        if (PLACEHOLDER.matcher(token).matches()) {
            throw new InvalidPropertyException(
                    property,
                    "is \"" + token + "\", and there is no such environment variable or property",
                    "Set it, or leave " + property + " out.");
        }
        if (token.length() < SHORTEST_TOKEN || token.length() > LONGEST_TOKEN) {
            throw new InvalidPropertyException(
                    property,
                    "must have " + SHORTEST_TOKEN + " to " + LONGEST_TOKEN + " characters, and has " + token.length());
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new InvalidPropertyException(
                    property, "must be of A-Z a-z 0-9 - . _ ~ + /, with nothing after them but =, to fit a header");
        }
        return token;
    }

    private static String origin(String text) {
        try {
            URI uri = new URI(text);
            boolean plain =
                    uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
            String origin = uri.getScheme() + "://" + uri.getRawAuthority();
            if (plain && uri.getRawUserInfo() == null && origin.equals(text)) {
                return text;
            }
        } catch (URISyntaxException e) {
            // told below, as any other that is none
        }
        throw new InvalidPropertyException(
                "tallygate.admin.cors.allowed-origins",
                "must be origins such as \"https://ops.example.com\", without a path: \"" + text + "\"");
    }

    private int maxFailures() {
        int max = admin.failedAttempts().max();
        if (max < 1) {
            throw new InvalidPropertyException(
                    "tallygate.admin.failed-attempts.max", "must be at least 1: \"" + max + "\"");
        }
        return max;
    }

    private Duration period() {
        Duration period = admin.failedAttempts().period();
        if (period.compareTo(Duration.ofSeconds(1)) < 0 || period.compareTo(LONGEST_PERIOD) > 0) {
            throw new InvalidPropertyException(
                    "tallygate.admin.failed-attempts.period", "must be 1s to 1d: \"" + Settings.text(period) + "\"");
        }
        return period;
    }
}
