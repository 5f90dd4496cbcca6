package io.tallygate.redis;

import io.tallygate.rules.store.Mark;
import io.tallygate.rules.store.RuleStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the dynamic rules stand.
 *
 * @param generation the name of the hash that holds them; another one after each large change
 * @param staged where the rules stand after the large change that was begun last; null for none
 * @param large the versions of the large changes whose rules are kept, the oldest first
 */
record RulesHead(Mark mark, String generation, @Nullable Mark staged, List<Long> large) {

    /** How many fields it has in an answer. */
    static final int FIELDS = 5;

    /** The rules of a large change take as much as the rules themselves. */
    private static final int MOST_LARGE = 10;

    static RulesHead parse(List<?> answer) {
        String staged = (String) answer.get(3);
        String large = (String) answer.get(4);
        return new RulesHead(
                new Mark(Long.parseLong((String) answer.get(0)), (String) answer.get(1)),
                (String) answer.get(2),
                staged.isEmpty() ? null : Mark.parse(staged),
                large.isEmpty()
                        ? List.of()
                        : Stream.of(large.split(",")).map(Long::parseLong).toList());
    }

    /** The large change that was begun and is not in force: it is under way, or has died. */
    Optional<Mark> unfinished() {
        return Optional.ofNullable(staged).filter(change -> !change.token().equals(generation));
    }

    /** The large changes whose rules are kept after the next change. */
    List<Long> largeAfter(boolean nextIsLarge) {
        long next = mark.version() + 1;
        List<Long> kept = new ArrayList<>(large.stream()
                .filter(version -> version > next - RuleStore.LOGGED)
                .toList());
        if (nextIsLarge) {
            kept.add(next);
        }
        return kept.subList(Math.max(0, kept.size() - MOST_LARGE), kept.size());
    }

    /** The large changes whose rules are not kept after the next change. */
    List<Long> droppedAfter(boolean nextIsLarge) {
        List<Long> kept = largeAfter(nextIsLarge);
        return large.stream().filter(version -> !kept.contains(version)).toList();
    }

    static String text(List<Long> versions) {
        return versions.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
