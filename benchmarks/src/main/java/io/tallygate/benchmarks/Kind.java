package io.tallygate.benchmarks;

import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A kind of rules: how the one with a number is written, and a request that it takes. */
public enum Kind {
    EXACT,
    PREFIX,
    PATTERN,
    PARAM,
    COOKIE,
    HEADER,
    /** Six kinds in equal parts, every third rule with a host and a method besides. */
    MIXED,
    /** One header and one value for all; the host tells them apart. */
    HOSTS,
    /** Values that a regex matches, each with a literal text of its own. */
    REGEX,
    /** Half of them contain a text, half of them look at one JSON pointer. */
    BODY;

    private static final Kind[] SIX = {EXACT, PREFIX, PATTERN, PARAM, COOKIE, HEADER};

    /** The rule with this number. */
    public RuleDraft rule(int n) {
        return rule(n, 0);
    }

    /** The rule with this number and priority. */
    public RuleDraft rule(int n, int priority) {
        if (this == MIXED) {
            boolean narrow = n % 3 == 0;
            return SIX[n % SIX.length].rule(
                    n, priority, narrow ? "h" + n % 50 + ".example.com" : null, narrow ? List.of("GET", "POST") : null);
        }
        return rule(n, priority, this == HOSTS ? "t" + n + ".example.com" : null, null);
    }

    private RuleDraft rule(int n, int priority, @Nullable String host, @Nullable List<String> methods) {
        String strategy = switch (this) {
            case EXACT, PREFIX, PATTERN -> "api";
            case PARAM, COOKIE -> name().toLowerCase(Locale.ROOT);
            case BODY -> "body";
            case HEADER, HOSTS, REGEX, MIXED -> "header";
        };
        TargetDraft target = new TargetDraft("service-" + n % 20, null, null, null);
        return new RuleDraft("rule-" + n, strategy, true, null, priority, host, methods, match(n), null, target, null);
    }

    private MatchDraft match(int n) {
        return switch (this) {
            case EXACT -> path("exact", "/shop/v1/items/" + n);
            case PREFIX -> path("prefix", "/tenant-" + n + "/files");
            case PATTERN -> path("pattern", "/area-" + n % 100 + "/{id}/orders/" + n + "/*");
            case PARAM -> value("region-" + n % 40, "value-" + n);
            case COOKIE -> value("group-" + n % 40, "value-" + n);
            case HEADER -> value("X-Canary-" + n % 40, "value-" + n);
            case HOSTS -> value("X-Canary", "beta");
            case REGEX -> new MatchDraft(null, null, "X-User", null, "user-" + n + "-[a-z]+", null, null, null);
            case BODY ->
                n % 2 == 0
                        ? new MatchDraft(null, "contains", null, null, null, null, "order " + n + ";", null)
                        : new MatchDraft(null, "json", null, List.of("tier-" + n), null, null, null, "/user/tier");
            case MIXED -> throw new IllegalStateException("written by its parts");
        };
    }

    private static MatchDraft path(String mode, String path) {
        return new MatchDraft(path, mode, null, null, null, null, null, null);
    }

    private static MatchDraft value(String key, String value) {
        return new MatchDraft(null, null, key, List.of(value), null, null, null, null);
    }

    /** A request that the rule with this number takes, and no other does. */
    public SampleRequest hit(int n) {
        SampleRequest request = SampleRequest.usual();
        switch (this == MIXED ? SIX[Math.floorMod(n, SIX.length)] : this) {
            case EXACT -> request.path("/shop/v1/items/" + n);
            case PREFIX -> request.path("/tenant-" + n + "/files/a/b.txt");
            case PATTERN -> request.path("/area-" + n % 100 + "/7/orders/" + n + "/lines");
            case PARAM -> request.param("region-" + n % 40, "value-" + n);
            case COOKIE -> request.cookie("group-" + n % 40, "value-" + n);
            case HEADER -> request.header("X-Canary-" + n % 40, "value-" + n);
            case HOSTS -> request.host("t" + n + ".example.com").header("X-Canary", "beta");
            case REGEX -> request.header("X-User", "user-" + n + "-smith");
            case BODY ->
                request.body(
                        n % 2 == 0
                                ? SampleRequest.TEXT + "order " + n + ";"
                                : "{\"items\":[1,2,3],\"note\":\"" + SampleRequest.TEXT
                                        + "\",\"user\":{\"tier\":\"tier-" + n + "\"}}");
            case MIXED -> throw new IllegalStateException("written by its parts");
        }
        return this == MIXED ? request.host("h" + n % 50 + ".example.com") : request;
    }

    /** A request that no rule takes, though it looks like one that is taken. */
    public SampleRequest miss(int n) {
        return hit(-1 - n);
    }
}
