package io.tallygate.autoconfigure;

import io.tallygate.balance.body.BodySettings;
import io.tallygate.balance.outcome.FailureStatuses;
import io.tallygate.flush.DeliveryLimits;
import io.tallygate.flush.Flusher;
import io.tallygate.hit.Shards;
import io.tallygate.redis.Layout;
import io.tallygate.rule.InvalidRuleException;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import io.tallygate.rule.Strategy;
import io.tallygate.window.Calendar;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;

/** What the stations need, read from the properties and checked. */
final class Settings {

    private static final long MAX_BODY = 16 * 1024 * 1024;
    private static final Duration MIN_WAIT = Duration.ofMillis(10);
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private static final int MAX_RULE_METERS = 10_000;
    private static final Duration LEAST_SLACK = Duration.ofSeconds(3);

    private final TallygateProperties properties;

    Settings(TallygateProperties properties) {
        this.properties = properties;
    }

    int ruleMeters() {
        int max = properties.metrics().rules().max();
        if (max < 0 || max > MAX_RULE_METERS) {
            throw new InvalidPropertyException(
                    "tallygate.metrics.rules.max", "must be 0 to " + MAX_RULE_METERS + ": \"" + max + "\"");
        }
        return max;
    }

    Calendar calendar() {
        ZoneId zone = zone();
        return checked("tallygate.window", () -> new Calendar(properties.window(), zone));
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(properties.zone());
        } catch (DateTimeException e) {
            throw new InvalidPropertyException(
                    "tallygate.zone",
                    "must be a time zone such as \"UTC\" or \"Europe/Berlin\": \"" + properties.zone() + "\"");
        }
    }

    Layout layout() {
        Calendar calendar = calendar();
        TallygateProperties.Retention retention = properties.retention();
        atLeast("tallygate.retention.window", retention.window(), Duration.ofHours(1));
        atLeast("tallygate.retention.hour", retention.hour(), Duration.ofDays(1));
        atLeast("tallygate.retention.day", retention.day(), Duration.ofDays(1));
        Shards shards = checked(
                "tallygate.redis.shards", () -> new Shards(properties.redis().shards()));
        return checked(
                "tallygate.redis.prefix",
                () -> new Layout(
                        properties.redis().prefix(),
                        shards,
                        calendar,
                        retention.window(),
                        retention.hour(),
                        retention.day()));
    }

    Flusher.Settings flush(Environment environment, Layout layout) {
        atLeast("tallygate.flush-interval", properties.flushInterval(), Duration.ofMillis(100));
        atLeast("tallygate.flush-timeout", properties.flushTimeout(), Duration.ofMillis(100));
        atLeast("tallygate.shutdown-timeout", properties.shutdownTimeout(), Duration.ZERO);
        String name = properties.instanceName();
        return new Flusher.Settings(
                name == null ? defaultName(environment) : name,
                properties.flushInterval(),
                properties.shutdownTimeout(),
                limits(layout.shards()));
    }

    private DeliveryLimits limits(Shards shards) {
        atLeast("tallygate.replay", properties.replay(), Duration.ZERO);
        long memory = properties.replayMemory().toBytes();
        if (memory < 0) {
            throw new InvalidPropertyException(
                    "tallygate.replay-memory", "must not be negative: \"" + properties.replayMemory() + "\"");
        }
        if (properties.maxWaiting() < 1) {
            throw new InvalidPropertyException(
                    "tallygate.max-waiting", "must be at least 1: \"" + properties.maxWaiting() + "\"");
        }
        return new DeliveryLimits(
                properties.flushTimeout(), properties.replay(), memory / shards.count(), properties.maxWaiting());
    }

    private static String defaultName(Environment environment) {
        String application = environment.getProperty("spring.application.name", "gateway");
        try {
            return application + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return application;
        }
    }

    Duration grace() {
        atLeast("tallygate.grace", properties.grace(), Duration.ZERO);
        return properties.grace();
    }

    /** How long a period that has ended may wait for the last reports. */
    Duration slack() {
        Duration slack = grace().plus(properties.flushInterval().multipliedBy(2));
        return slack.compareTo(LEAST_SLACK) < 0 ? LEAST_SLACK : slack;
    }

    int maxKeys() {
        if (properties.maxKeys() < 1) {
            throw new InvalidPropertyException(
                    "tallygate.max-keys", "must be at least 1: \"" + properties.maxKeys() + "\"");
        }
        return properties.maxKeys();
    }

    RuleOrder order() {
        List<Strategy> strategies = new ArrayList<>();
        for (String word : properties.strategyOrder()) {
            strategies.add(Strategy.parse(word)
                    .orElseThrow(() -> new InvalidPropertyException(
                            "tallygate.strategy-order",
                            "must hold only api, param, cookie, header, body: \"" + word + "\"")));
        }
        return checked("tallygate.strategy-order", () -> RuleOrder.of(strategies));
    }

    List<Rule> rules() {
        try {
            return RuleReader.readAll(properties.rules());
        } catch (InvalidRuleException e) {
            throw new InvalidPropertyException(
                    "tallygate.rules",
                    String.valueOf(e.getMessage()),
                    "Correct the rule, or set its enabled to false.");
        }
    }

    FailureStatuses failures() {
        return checked(
                "tallygate.failure.statuses",
                () -> FailureStatuses.of(properties.failure().statuses()));
    }

    BodySettings body() {
        long max = properties.body().maxBytes();
        if (max < 1 || max > MAX_BODY) {
            throw new InvalidPropertyException(
                    "tallygate.body.max-bytes", "must be 1 to " + MAX_BODY + ": \"" + max + "\"");
        }
        Duration wait = properties.body().maxWait();
        if (wait.compareTo(MIN_WAIT) < 0 || wait.compareTo(MAX_WAIT) > 0) {
            throw new InvalidPropertyException("tallygate.body.max-wait", "must be 10ms to 1m: \"" + text(wait) + "\"");
        }
        return checked(
                "tallygate.body.media-types",
                () -> new BodySettings(
                        max, wait, MediaType.parseMediaTypes(properties.body().mediaTypes())));
    }

    private static void atLeast(String property, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new InvalidPropertyException(
                    property, "must be at least " + text(least) + ": \"" + text(value) + "\"");
        }
    }

    /** A duration as one would write it: in the largest unit that it is a whole number of. */
    static String text(Duration duration) {
        return Stream.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)
                .filter(unit -> !duration.isZero()
                        && duration.toMillis() % unit.getDuration().toMillis() == 0)
                .findFirst()
                .map(unit -> DurationStyle.SIMPLE.print(duration, unit))
                .orElseGet(() -> DurationStyle.SIMPLE.print(duration, ChronoUnit.MILLIS));
    }

    private static <T> T checked(String property, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidPropertyException(property, String.valueOf(e.getMessage()));
        }
    }
}
