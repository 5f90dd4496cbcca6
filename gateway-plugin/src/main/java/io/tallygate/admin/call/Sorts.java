package io.tallygate.admin.call;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The orders in which a list can be asked for, by the words of the parameter sort.
 *
 * @param byWord the orders
 */
public record Sorts<T>(Map<String, Comparator<T>> byWord) {
    public Sorts {
        byWord = Map.copyOf(byWord);
    }

    /** The order that is asked for. */
    public Comparator<T> of(Query query, String otherwise) {
        List<String> words = byWord.keySet().stream().sorted().toList();
        Comparator<T> order = byWord.get(query.word("sort", words).orElse(otherwise));
        if (order == null) {
            throw new IllegalArgumentException("there is no such order: \"" + otherwise + "\"");
        }
        return order;
    }
}
