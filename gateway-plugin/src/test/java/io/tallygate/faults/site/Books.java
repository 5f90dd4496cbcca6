package io.tallygate.faults.site;

import io.tallygate.gateway.GatewayProcess;
import io.tallygate.gateway.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What history tells since the site was begun, asked of the first gateway that runs.
 *
 * @param gateways those that were started
 * @param begin of what is asked for
 * @param window the length of a window
 */
record Books(List<GatewayProcess> gateways, Instant begin, Duration window) {

    private static final List<String> RULES = Rules.ids(Site.NAMES);

    /** All hits, added up from points of a step: window or hour. */
    Tally by(String step) {
        return Tally.of(history(), step + "&from=" + begin, RULES);
    }

    /** The hits of all rules, by the beginning of their windows. */
    SortedMap<Instant, Long> byWindow() {
        return points().collect(Collectors.groupingBy(
                point -> Instant.parse(point.get("from").asString()),
                TreeMap::new,
                Collectors.summingLong(Books::hits)));
    }

    /** The beginning of a hit's window. */
    Instant windowOf(Hit hit) {
        long length = window.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(hit.at().getEpochSecond(), length) * length);
    }

    /** The windows that go on, or are not closed yet. */
    List<String> open() {
        return points().filter(point -> point.get("state").asString().equals("open"))
                .map(point -> point.get("from").asString())
                .distinct()
                .toList();
    }

    /** Hits in windows that were not moved on yet. */
    long live() {
        return history().hitsInLiveWindows();
    }

    /** What each gateway that runs finds missing or too much, in all; none where something does not hold still. */
    List<Long> differences() {
        return running()
                .map(gateway -> gateway.history().json("/audit"))
                .filter(audit -> !audit.get("moving").asBoolean())
                .map(audit -> audit.get("difference").asLong())
                .toList();
    }

    private Stream<GatewayProcess> running() {
        return gateways.stream().filter(gateway -> gateway.process().isAlive());
    }

    /** The states of the windows in which somebody counted, that begin after one instant and up to another. */
    List<String> states(Instant after, Instant upTo) {
        List<String> states = new ArrayList<>();
        for (JsonNode run : history().json("/windows?step=window&from=" + begin).get("windows")) {
            String state = run.get("state").asString();
            String missing = run.path("missing").isEmpty()
                    ? ""
                    : " without "
                            + run.get("missing")
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .toList();
            Instant to = Instant.parse(run.get("to").asString());
            for (Instant from = Instant.parse(run.get("from").asString());
                    from.isBefore(to);
                    from = from.plus(window)) {
                if (from.isAfter(after) && !from.isAfter(upTo) && !state.equals("absent")) {
                    states.add(state + missing);
                }
            }
        }
        return states;
    }

    private Stream<JsonNode> points() {
        return RULES.stream()
                .flatMap(rule -> history()
                        .json("/rules/" + rule + "/hits?step=window&from=" + begin)
                        .get("points")
                        .valueStream());
    }

    private static long hits(JsonNode point) {
        return point.get("success").asLong()
                + point.get("failure").asLong()
                + point.get("cancelled").asLong();
    }

    private History history() {
        return running()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no gateway runs"))
                .history();
    }
}
