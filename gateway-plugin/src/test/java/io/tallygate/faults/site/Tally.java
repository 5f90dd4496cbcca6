package io.tallygate.faults.site;

import io.tallygate.gateway.History;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Hits added up: by rule and node, and by node, each by outcome.
 *
 * @param counts such as {@code {"node a success"=9, "rule plain on a success"=5}}; what is zero is left out
 */
public record Tally(SortedMap<String, Long> counts) {

    /** Each request is a hit of a rule and one of a node. */
    static final int HITS_OF_A_REQUEST = 2;

    private static final List<String> OUTCOMES = List.of("success", "failure", "cancelled");

    public Tally {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** What clients or nodes have seen. */
    static Tally of(Collection<Hit> hits) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Hit hit : hits) {
            add(counts, ofRule(hit.rule(), hit.node(), hit.outcome()), 1);
            add(counts, ofNode(hit.node(), hit.outcome()), 1);
        }
        return new Tally(counts);
    }

    /** What a gateway's history tells of some rules, and of every node, added up from points of a step. */
    static Tally of(History history, String step, List<String> rules) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String rule : rules) {
            JsonNode series = history.json("/rules/" + rule + "/hits?step=" + step);
            for (JsonNode node : series.get("nodes")) {
                String name = node.get("node").asString();
                OUTCOMES.forEach(outcome -> add(
                        counts,
                        ofRule(rule, name, outcome),
                        node.get("totals").get(outcome).asLong()));
            }
        }
        for (JsonNode node : history.json("/nodes").get("items")) {
            String name = node.get("node").asString();
            JsonNode totals = history.json("/nodes/hits?step=" + step + "&service=" + Site.SERVICE + "&node=" + name)
                    .get("totals");
            OUTCOMES.forEach(outcome ->
                    add(counts, ofNode(name, outcome), totals.get(outcome).asLong()));
        }
        return new Tally(counts);
    }

    /** What it has of one rule. */
    Tally ofRule(String rule) {
        SortedMap<String, Long> some = new TreeMap<>(counts);
        some.keySet().removeIf(key -> !key.startsWith("rule " + rule + " "));
        return new Tally(some);
    }

    /** The same, whatever the outcome. */
    Tally anyOutcome() {
        SortedMap<String, Long> all = new TreeMap<>();
        counts.forEach((key, hits) -> add(all, key.substring(0, key.lastIndexOf(' ')), hits));
        return new Tally(all);
    }

    private static void add(SortedMap<String, Long> counts, String key, long hits) {
        if (hits > 0) {
            counts.merge(key, hits, Long::sum);
        }
    }

    private static String ofRule(String rule, String node, String outcome) {
        return "rule " + rule + " on " + node + " " + outcome;
    }

    private static String ofNode(String node, String outcome) {
        return "node " + node + " " + outcome;
    }

    /** All of them, of rules and of nodes. */
    long hits() {
        return counts.values().stream().mapToLong(count -> count).sum();
    }

    /** Whether it has at least what another has, of each. */
    boolean covers(Tally other) {
        return other.counts.entrySet().stream()
                .allMatch(count -> counts.getOrDefault(count.getKey(), 0L) >= count.getValue());
    }
}
