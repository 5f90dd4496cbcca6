package io.tallygate.rule;

import io.tallygate.rule.RuleDraft.AndDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleDraft.RewriteDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule as an operator writes it, one field after the other; it goes to the service "orders" unless told otherwise. */
public final class WrittenRule {

    private final @Nullable String id;
    private final @Nullable String strategy;
    private final @Nullable MatchDraft match;
    private @Nullable Boolean enabled;
    private @Nullable Boolean shadow;
    private @Nullable Integer priority;
    private @Nullable String host;
    private @Nullable List<String> methods;
    private @Nullable List<AndDraft> and;
    private @Nullable TargetDraft target = new TargetDraft("orders", null, null, null);
    private @Nullable RewriteDraft rewrite;

    private WrittenRule(@Nullable String id, @Nullable String strategy, @Nullable MatchDraft match) {
        this.id = id;
        this.strategy = strategy;
        this.match = match;
    }

    public static WrittenRule raw(@Nullable String id, @Nullable String strategy, @Nullable MatchDraft match) {
        return new WrittenRule(id, strategy, match);
    }

    public static WrittenRule of(String id, Strategy strategy, MatchDraft match) {
        return new WrittenRule(id, strategy.word(), match);
    }

    public static WrittenRule api(String id, String path) {
        return of(id, Strategy.API, WrittenMatch.path(path));
    }

    public WrittenRule enabled(boolean value) {
        enabled = value;
        return this;
    }

    public WrittenRule shadow(boolean value) {
        shadow = value;
        return this;
    }

    public WrittenRule priority(int value) {
        priority = value;
        return this;
    }

    public WrittenRule host(String value) {
        host = value;
        return this;
    }

    public WrittenRule methods(String... values) {
        methods = List.of(values);
        return this;
    }

    public WrittenRule and(Strategy further, MatchDraft condition) {
        return and(WrittenMatch.and(further, condition));
    }

    public WrittenRule and(@Nullable AndDraft further) {
        List<AndDraft> longer = and == null ? new ArrayList<>() : new ArrayList<>(and);
        longer.add(further);
        and = longer;
        return this;
    }

    public WrittenRule target(@Nullable TargetDraft value) {
        target = value;
        return this;
    }

    public WrittenRule stripPrefix(@Nullable Integer value) {
        rewrite = new RewriteDraft(value);
        return this;
    }

    public RuleDraft draft() {
        return new RuleDraft(id, strategy, enabled, shadow, priority, host, methods, match, and, target, rewrite);
    }

    public Rule read() {
        return RuleReader.read(draft());
    }

    /** What is wrong with the rule, a line each; empty where nothing is. */
    public List<String> problems() {
        try {
            read();
            return List.of();
        } catch (InvalidRuleException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }
}
