package io.tallygate.rule;

import io.tallygate.rule.Condition.BodyTest;
import io.tallygate.rule.Condition.ValueTest;
import io.tallygate.rule.RuleDraft.MatchDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one condition: the match of a rule, or one of its further conditions. */
final class ConditionReader {

    private static final int LONGEST = 4096;
    private static final int MOST_VALUES = 1000;
    // Possessive, since java.util.regex would otherwise take a stack frame for each character.
    private static final Pattern POINTER = Pattern.compile("(/([^~]|~[01])*+)?");

    private final Problems problems;
    private final String field;
    private final MatchDraft draft;
    private final Map<String, @Nullable Object> written = new LinkedHashMap<>();

    ConditionReader(Problems problems, String field, MatchDraft draft) {
        this.problems = problems;
        this.field = field;
        this.draft = draft;
        written.put("path", draft.path());
        written.put("mode", draft.mode());
        written.put("key", draft.key());
        written.put("values", draft.values());
        written.put("regex", draft.regex());
        written.put("present", draft.present());
        written.put("value", draft.value());
        written.put("pointer", draft.pointer());
    }

    Optional<Condition> read(Strategy strategy) {
        int before = problems.found().size();
        Condition condition = switch (strategy) {
            case API -> path();
            case PARAM, COOKIE, HEADER -> value(strategy);
            case BODY -> body();
        };
        return problems.found().size() == before ? Optional.ofNullable(condition) : Optional.empty();
    }

    private @Nullable Condition path() {
        allow("strategy api", "path", "mode");
        String word = draft.mode() == null ? PathMode.PATTERN.word() : draft.mode();
        for (PathMode mode : PathMode.values()) {
            if (mode.word().equals(word)) {
                String path = text("path", draft.path());
                new PathCheck(problems, field + ".path").check(mode, path);
                return new Condition.Path(mode, path);
            }
        }
        problems.add(field + ".mode", word, "be one of pattern, exact, prefix, regex");
        return null;
    }

    private @Nullable Condition value(Strategy strategy) {
        allow("strategy " + strategy.word(), "key", "values", "regex", "present");
        String key = text("key", draft.key());
        List<ValueTest> tests = new ArrayList<>();
        if (draft.values() != null) {
            tests.add(new ValueTest.AnyOf(values()));
        }
        if (draft.regex() != null) {
            tests.add(new ValueTest.Regex(regex("regex", draft.regex())));
        }
        if (draft.present() != null) {
            if (!draft.present()) {
                problems.add(field + ".present", "false", "be true or left out");
            }
            tests.add(new ValueTest.Present());
        }
        if (tests.size() != 1) {
            problems.add(field, key, "hold exactly one of values, regex, present beside its key");
            return null;
        }
        return new Condition.Value(strategy, key, tests.get(0));
    }

    private @Nullable Condition body() {
        String mode = draft.mode() == null ? "" : draft.mode();
        BodyTest test = switch (mode) {
            case "exact" -> new BodyTest.Exact(text("value", draft.value()));
            case "contains" -> new BodyTest.Contains(text("value", draft.value()));
            case "regex" -> new BodyTest.Regex(regex("value", draft.value()));
            case "json" -> new BodyTest.Json(pointer(), values());
            default -> null;
        };
        if (test == null) {
            problems.add(field + ".mode", draft.mode(), "be one of exact, contains, regex, json");
            return null;
        }
        if (test instanceof BodyTest.Json) {
            allow("mode json", "mode", "pointer", "values");
        } else {
            allow("mode " + mode, "mode", "value");
        }
        return new Condition.Body(test);
    }

    private void allow(String where, String... names) {
        Set<String> allowed = Set.of(names);
        written.forEach((name, value) -> {
            if (value != null && !allowed.contains(name)) {
                problems.add(field + "." + name, value.toString(), "be left out for " + where);
            }
        });
    }

    private String text(String name, @Nullable String value) {
        if (value == null || value.isEmpty() || value.length() > LONGEST) {
            problems.add(field + "." + name, value, "be 1 to " + LONGEST + " characters");
            return "";
        }
        return value;
    }

    private List<String> values() {
        List<String> values = draft.values() == null ? List.of() : draft.values();
        if (values.isEmpty() || values.size() > MOST_VALUES || values.stream().anyMatch(Objects::isNull)) {
            problems.add(field + ".values", draft.values() == null ? null : values.toString(), "hold 1 to 1000 values");
            return List.of();
        }
        return values;
    }

    private String pointer() {
        String pointer = draft.pointer();
        if (pointer != null && pointer.length() > LONGEST) {
            problems.add(field + ".pointer", pointer, "be at most " + LONGEST + " characters");
            return "";
        }
        return problems.matching(
                field + ".pointer", pointer, POINTER, "be a JSON pointer (RFC 6901), such as \"/user/tier\"");
    }

    private String regex(String name, @Nullable String regex) {
        String text = text(name, regex);
        new RegexCheck(problems, field + "." + name).check(text);
        return text;
    }
}
