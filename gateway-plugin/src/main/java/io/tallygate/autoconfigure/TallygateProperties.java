package io.tallygate.autoconfigure;

import io.tallygate.rule.RuleDraft;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the plugin.
 *
 * @param enabled whether the plugin does anything at all
 * @param instanceName label of this instance in what it reports; by default the application's name and the host's
 * @param window length of a window: whole seconds that divide an hour and the zone's offset; fixed once data is stored
 * @param zone time zone whose midnight begins a day; fixed once data is stored
 * @param grace how long after its end a window is closed
 * @param flushInterval how often hits are flushed to Redis
 * @param flushTimeout how long to wait for an answer of Redis before a batch is sent again
 * @param shutdownTimeout how long the last flush may take when the gateway stops; from half of it on, requests under way
 *     are declared lost unless they still end
 * @param replay how long acknowledged hits are kept in memory, to be sent again if Redis comes back without them
 * @param replayMemory how much memory those may take, roughly; beyond it they are kept for less long
 * @param maxWaiting how many counters may wait while Redis is away, those of each window for themselves; beyond it the
 *     oldest windows are merged into their hours
 * @param maxKeys how many counters an instance may have; hits beyond are counted under __other__
 * @param strategyOrder in which order the strategies are tried; each exactly once
 * @param routeOrder order of the route that the plugin adds; lower comes first
 * @param retention how long history is kept
 * @param redis where in Redis the data lies
 * @param failure what counts as a failure
 * @param errors what clients are answered, by the cause of the failure
 * @param body which bodies are read for body rules
 * @param admin the admin API
 * @param metrics which meters there are besides the plugin's own
 * @param rules the balancing rules
 */
@ConfigurationProperties(prefix = "tallygate", ignoreUnknownFields = false)
public record TallygateProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String instanceName,
        @DefaultValue("1m") Duration window,
        @DefaultValue("UTC") String zone,
        @DefaultValue("2s") Duration grace,
        @DefaultValue("1s") Duration flushInterval,
        @DefaultValue("2s") Duration flushTimeout,
        @DefaultValue("5s") Duration shutdownTimeout,
        @DefaultValue("2m") Duration replay,
        @DefaultValue("64MB") DataSize replayMemory,
        @DefaultValue("500000") int maxWaiting,
        @DefaultValue("200000") int maxKeys,

        @DefaultValue({"api", "param", "cookie", "header", "body"})
        List<String> strategyOrder,

        @DefaultValue("-1000") int routeOrder,
        @DefaultValue Retention retention,
        @DefaultValue Redis redis,
        @DefaultValue Failure failure,
        @DefaultValue Map<String, ErrorAnswer> errors,
        @DefaultValue Body body,
        @DefaultValue Admin admin,
        @DefaultValue Metrics metrics,
        @DefaultValue List<RuleDraft> rules) {

    /**
     * How long history is kept.
     *
     * @param window how long points of windows are kept
     * @param hour how long points of hours are kept
     * @param day how long points of days are kept
     */
    public record Retention(
            @DefaultValue("7d") Duration window,
            @DefaultValue("30d") Duration hour,
            @DefaultValue("400d") Duration day) {}

    /**
     * Where in Redis the data lies. The connection is the host's own, from spring.data.redis.
     *
     * @param prefix what every key begins with
     * @param shards over how many hash tags the counters are spread, 1 to 1024; fixed once data is stored
     */
    public record Redis(
            @DefaultValue("tallygate") String prefix,
            @DefaultValue("16") int shards) {}

    /**
     * What counts as a failure.
     *
     * @param statuses HTTP statuses and ranges of them
     */
    public record Failure(@DefaultValue("500-599") List<String> statuses) {}

    /**
     * What a client is answered where its request failed.
     *
     * @param status the HTTP status, by default 503, or 504 for a timeout
     * @param contentType the body's media type, by default application/problem+json
     * @param body the body, by default a problem that names the cause
     */
    public record ErrorAnswer(
            @Nullable Integer status,
            @Nullable String contentType,
            @Nullable String body) {}

    /**
     * Which bodies are read for body rules. Others are skipped, and that is counted.
     *
     * @param maxBytes the largest body that is read, in bytes, at most 16 MiB
     * @param maxWait how long to wait for all of a body, 10ms to 1m
     * @param mediaTypes the media types that are read
     */
    public record Body(
            @DefaultValue("65536") long maxBytes,
            @DefaultValue("1s") Duration maxWait,

            @DefaultValue({
                "application/json",
                "application/*+json",
                "text/*",
                "application/x-www-form-urlencoded",
                "application/xml",
                "application/*+xml"
            })
            List<String> mediaTypes) {}

    /**
     * The admin API, on a management port of its own or, with a token or Spring Security, on the gateway's.
     *
     * @param enabled whether it is served
     * @param basePath what the paths of its calls begin with
     * @param access read-only, or read-write, which needs a token for writing or Spring Security
     * @param tokens what callers show to be let in
     * @param cors pages of other origins that may call
     * @param failedAttempts how many wrong tokens an address may send
     */
    public record Admin(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("/tallygate") String basePath,
            @DefaultValue("read-only") String access,
            @DefaultValue AdminTokens tokens,
            @DefaultValue Cors cors,
            @DefaultValue FailedAttempts failedAttempts) {}

    /**
     * What callers show to be let in: {@code Authorization: Bearer} and the token, of 16 characters or more.
     *
     * @param read lets read
     * @param write lets read and, if access is read-write, change
     */
    public record AdminTokens(
            @Nullable String read, @Nullable String write) {

        /** Which there are, and never what they are. */
        @Override
        public String toString() {
            return "AdminTokens[read=" + (read == null ? "none" : "******") + ", write="
                    + (write == null ? "none" : "******") + "]";
        }
    }

    /**
     * Pages of other origins that may call the admin API from a browser.
     *
     * @param allowedOrigins their origins, such as https://ops.example.com
     */
    public record Cors(@DefaultValue List<String> allowedOrigins) {}

    /**
     * How many wrong tokens an address may send. Whoever sends more has to wait, with right ones too.
     *
     * @param max how many within the period
     * @param period for how long they are remembered, 1s to 1d
     */
    public record FailedAttempts(
            @DefaultValue("10") int max, @DefaultValue("1m") Duration period) {}

    /**
     * Which meters there are besides the plugin's own.
     *
     * @param rules meters of rules
     */
    public record Metrics(@DefaultValue RuleMetrics rules) {}

    /**
     * Meters of rules: the hits that this instance has counted.
     *
     * @param enabled whether there are any
     * @param max how many rules have meters of their own; those that are hit later share one
     */
    public record RuleMetrics(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("100") int max) {}
}
