package io.tallygate.rule;

import io.tallygate.rule.RuleDraft.AndDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks what was written for a rule and makes the {@link Rule} of it. All problems of a rule are found at once; each
 * names the field, quotes the value and says what would be right.
 */
public final class RuleReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern HOST = Pattern.compile("\\*|(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,31}");
    private static final String STRATEGIES =
            Stream.of(Strategy.values()).map(Strategy::word).collect(Collectors.joining(", "));

    private final RuleDraft draft;
    private final Problems problems = new Problems();

    private RuleReader(RuleDraft draft) {
        this.draft = draft;
    }

    /**
     * The rule that was written.
     *
     * @throws InvalidRuleException with everything that is wrong with it
     */
    public static Rule read(RuleDraft draft) {
        return new RuleReader(draft).read();
    }

    /**
     * The rules that were written, in that order.
     *
     * @throws InvalidRuleException for the first rule that is wrong or whose id was used before
     */
    public static List<Rule> readAll(List<RuleDraft> drafts) {
        Set<String> ids = new HashSet<>();
        return drafts.stream()
                .map(RuleReader::read)
                .peek(rule -> {
                    if (!ids.add(rule.id())) {
                        throw new InvalidRuleException(
                                rule.id(), List.of(new Problem("id", rule.id(), "be unique over all rules")));
                    }
                })
                .toList();
    }

    private Rule read() {
        String id = problems.matching(
                "id", draft.id(), ID, "be 1 to 128 of A-Z a-z 0-9 . _ - and start with one of A-Z a-z 0-9");
        String host = host();
        Set<String> methods = methods();
        Optional<Condition> match = match();
        List<Condition> and = and();
        Target target = new TargetReader(problems).read(draft.target());
        Rewrite rewrite = rewrite();
        if (!problems.isEmpty() || match.isEmpty()) {
            throw new InvalidRuleException(draft.id(), problems.found());
        }
        return new Rule(
                id,
                draft.enabled() == null || draft.enabled(),
                draft.shadow() != null && draft.shadow(),
                draft.priority() == null ? 0 : draft.priority(),
                host,
                methods,
                match.get(),
                and,
                target,
                rewrite);
    }

    private String host() {
        String written = draft.host() == null ? "*" : draft.host();
        return problems.matching("host", written, HOST, "be a host name, \"*.\" and a domain, or \"*\"")
                .toLowerCase(Locale.ROOT);
    }

    private Set<String> methods() {
        Set<String> methods = new HashSet<>();
        for (String method : orEmpty(draft.methods())) {
            methods.add(problems.matching("methods", method, METHOD, "hold HTTP methods in capitals, such as \"GET\""));
        }
        return methods;
    }

    private Optional<Condition> match() {
        Optional<Strategy> strategy = Optional.ofNullable(draft.strategy()).flatMap(Strategy::parse);
        if (strategy.isEmpty()) {
            problems.add("strategy", draft.strategy(), "be one of " + STRATEGIES);
            return Optional.empty();
        }
        if (draft.match() == null) {
            problems.add("match", null, "be there");
            return Optional.empty();
        }
        return new ConditionReader(problems, "match", draft.match()).read(strategy.get());
    }

    private List<Condition> and() {
        List<Condition> conditions = new ArrayList<>();
        List<AndDraft> drafts = orEmpty(draft.and());
        for (int i = 0; i < drafts.size(); i++) {
            and("and[" + i + "]", drafts.get(i)).ifPresent(conditions::add);
        }
        return conditions;
    }

    private Optional<Condition> and(String field, @Nullable AndDraft and) {
        Strategy found = null;
        MatchDraft match = null;
        for (Strategy strategy : Strategy.values()) {
            MatchDraft candidate = and == null ? null : matchOf(and, strategy);
            if (candidate != null && match != null) {
                problems.add(field, strategy.word(), "hold a single condition");
                return Optional.empty();
            }
            if (candidate != null) {
                found = strategy;
                match = candidate;
            }
        }
        if (found == null || match == null) {
            problems.add(field, null, "hold one of " + STRATEGIES);
            return Optional.empty();
        }
        return new ConditionReader(problems, field + "." + found.word(), match).read(found);
    }

    private static @Nullable MatchDraft matchOf(AndDraft and, Strategy strategy) {
        return switch (strategy) {
            case API -> and.api();
            case PARAM -> and.param();
            case COOKIE -> and.cookie();
            case HEADER -> and.header();
            case BODY -> and.body();
        };
    }

    private Rewrite rewrite() {
        if (draft.rewrite() == null || draft.rewrite().stripPrefix() == null) {
            return Rewrite.NONE;
        }
        int strip = draft.rewrite().stripPrefix();
        if (strip < 0 || strip > 100) {
            problems.add("rewrite.stripPrefix", Integer.toString(strip), "be 0 to 100");
            return Rewrite.NONE;
        }
        return new Rewrite(strip);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
