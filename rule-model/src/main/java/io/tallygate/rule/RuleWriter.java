package io.tallygate.rule;

import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.RuleDraft.AndDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleDraft.RewriteDraft;
import io.tallygate.rule.RuleDraft.StickyDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import org.jspecify.annotations.Nullable;

/** Writes a rule as an operator would; {@link RuleReader} reads it back. */
public final class RuleWriter {

    private RuleWriter() {}

    /** The rule with its defaults spelled out. */
    public static RuleDraft write(Rule rule) {
        return new RuleDraft(
                rule.id(),
                rule.strategy().word(),
                rule.enabled(),
                rule.shadow(),
                rule.priority(),
                rule.host(),
                rule.methods().stream().sorted().toList(),
                match(rule.match()),
                rule.and().stream().map(RuleWriter::and).toList(),
                target(rule.target()),
                new RewriteDraft(rule.rewrite().stripPrefix()));
    }

    private static MatchDraft match(Condition condition) {
        if (condition instanceof Condition.Path path) {
            return new MatchDraft(path.path(), path.mode().word(), null, null, null, null, null, null);
        }
        if (condition instanceof Condition.Value value) {
            return value(value);
        }
        return body(((Condition.Body) condition).test());
    }

    private static MatchDraft value(Condition.Value value) {
        String key = value.key();
        if (value.test() instanceof ValueTest.AnyOf anyOf) {
            return new MatchDraft(null, null, key, anyOf.values(), null, null, null, null);
        }
        if (value.test() instanceof ValueTest.Regex regex) {
            return new MatchDraft(null, null, key, null, regex.regex(), null, null, null);
        }
        return new MatchDraft(null, null, key, null, null, true, null, null);
    }

    private static MatchDraft body(BodyTest test) {
        if (test instanceof BodyTest.Exact exact) {
            return bodyText("exact", exact.value());
        }
        if (test instanceof BodyTest.Contains contains) {
            return bodyText("contains", contains.value());
        }
        if (test instanceof BodyTest.Regex regex) {
            return bodyText("regex", regex.regex());
        }
        BodyTest.Json json = (BodyTest.Json) test;
        return new MatchDraft(null, "json", null, json.values(), null, null, null, json.pointer());
    }

    private static MatchDraft bodyText(String mode, String value) {
        return new MatchDraft(null, mode, null, null, null, null, value, null);
    }

    private static AndDraft and(Condition condition) {
        MatchDraft match = match(condition);
        return switch (condition.strategy()) {
            case API -> new AndDraft(match, null, null, null, null);
            case PARAM -> new AndDraft(null, match, null, null, null);
            case COOKIE -> new AndDraft(null, null, match, null, null);
            case HEADER -> new AndDraft(null, null, null, match, null);
            case BODY -> new AndDraft(null, null, null, null, match);
        };
    }

    private static TargetDraft target(Target target) {
        String pick = target.node() == null ? target.pick().word() : null;
        return new TargetDraft(target.service(), target.node(), pick, sticky(target.stickyBy()));
    }

    private static @Nullable StickyDraft sticky(@Nullable StickyBy stickyBy) {
        if (stickyBy == null) {
            return null;
        }
        String name = stickyBy.name();
        return new StickyDraft(
                stickyBy.source() == Strategy.COOKIE ? name : null,
                stickyBy.source() == Strategy.HEADER ? name : null,
                stickyBy.source() == Strategy.PARAM ? name : null);
    }
}
