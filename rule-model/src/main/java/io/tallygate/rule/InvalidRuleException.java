package io.tallygate.rule;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule that cannot be used, with everything that is wrong with it. */
public final class InvalidRuleException extends RuntimeException {

    private final List<Problem> problems;

    InvalidRuleException(@Nullable String id, List<Problem> problems) {
        super("rule \"" + (id == null ? "" : id) + "\": "
                + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, field by field; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
